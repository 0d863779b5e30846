import { databaseArnsMissing, viaServiceMissing } from '../problems';
import { notAllowed } from '../../arn/problems';
import { Problem, throwProblems } from '../../problem';
import { parseArn } from '../../arn/arn';
import { ignoredProblems, inputProblems, placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { Place, viaService } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyStatement } from '../policy-statement';
import { secretArnsInPolicy } from '../../arn/secret-arn';
import { hasToken } from '../../arn/token';
import { keyConditions } from './secrets';

/** What the master-secret policy grants. */
export interface MasterSecretPolicyProps {
  /**
   * The ARNs of the master secrets. One without its last six characters is matched with `-??????`.
   */
  readonly masterSecretArns: string[];

  /**
   * The ARNs of the customer managed keys that encrypt the master secrets.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which needs no grant
   */
  readonly kmsKeyArns?: string[];

  /**
   * The host name of Secrets Manager in the master secrets' region, for example `secretsmanager.us-east-1.amazonaws.com`:
   * the keys may be used through it only.
   *
   * @default - from the regions in the ARNs; required where there are keys and an ARN is a token
   */
  readonly viaService?: string;

  /**
   * The ARNs of further master secrets, which RDS manages. The function looks up which database each belongs to.
   *
   * @default - none; among `masterSecretArns`, those whose names start with `rds!` are taken for managed too
   */
  readonly managedMasterSecretArns?: string[];

  /**
   * Whether RDS manages all of `masterSecretArns`.
   *
   * @default - for those secrets whose names start with `rds!`
   */
  readonly rdsManaged?: boolean;

  /**
   * The ARNs of the database instances and clusters that the function may look up.
   *
   * @default - all of the account in the region, if RDS manages a master secret
   */
  readonly databaseArns?: string[];

  /**
   * What those of `databaseArns` are that only Terraform knows: `instance` or `cluster`.
   *
   * @default - either, so that the function may look them up as both
   */
  readonly databaseKind?: string;

  /**
   * Whether the function reads the master secrets' tags although RDS does not manage them, as those for Amazon Redshift do.
   *
   * @default false
   */
  readonly describesMasterSecrets?: boolean;
}

const PATH = 'RotationPolicies.masterSecret';

const DATABASE_KINDS = ['instance', 'cluster'];

const RDS_MANAGED = /:secret:rds!/;

/** The policy that lets a rotation function read its master secrets. */
export function masterSecretPolicy(props: MasterSecretPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const { kmsKeyArns = [] } = props;
  return new PolicyDocument([
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: allOf(props).flatMap(secretArnsInPolicy),
      reason: "the function logs in as the superuser to change the user's password",
    }),
    ...(kmsKeyArns.length === 0 ? [] : [decrypt(props, kmsKeyArns)]),
    ...describe(props),
  ]);
}

function problemsOf(props: MasterSecretPolicyProps): Problem[] {
  const { kmsKeyArns = [], databaseArns, databaseKind } = props;
  return [
    ...requiredProblems('masterSecretArns', 'secretArn', allOf(props)),
    ...inputProblems('kmsKeyArns', 'keyArn', kmsKeyArns),
    ...inputProblems('databaseArns', 'databaseArn', databaseArns),
    ...ignoredProblems('databaseArns', databaseArns, 'managedMasterSecretArns', managed(props).length > 0),
    ...kindProblems(databaseKind),
    ...elsewhereProblems(props),
    ...(kmsKeyArns.length > 0 && viaServices(props).length === 0 ? [viaServiceMissing()] : []),
    ...(managed(props).length > 0 && databases(props).length === 0 ? [databaseArnsMissing()] : []),
  ];
}

/** A function reads its master secrets, and asks for their databases, in its own region. */
function elsewhereProblems(props: MasterSecretPolicyProps): Problem[] {
  const [first] = allOf(props).flatMap((arn) => parseArn(arn) ?? []);
  if (first === undefined) return [];
  const { partition, region, account: accountId } = first;
  const place = Place.of({ partition, region, accountId });
  return [
    ...placeProblemsOf('masterSecretArns', allOf(props), place),
    ...placeProblemsOf('kmsKeyArns', props.kmsKeyArns, place),
    ...placeProblemsOf('databaseArns', props.databaseArns, place),
  ];
}

function kindProblems(kind: string | undefined): Problem[] {
  return kind === undefined || DATABASE_KINDS.includes(kind) ? [] : [notAllowed(kind, DATABASE_KINDS)];
}

function decrypt(props: MasterSecretPolicyProps, kmsKeyArns: string[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: kmsKeyArns,
    conditions: keyConditions(viaServices(props), allOf(props)),
    reason: 'the key decrypts the master secrets, through Secrets Manager only',
  });
}

function viaServices(props: MasterSecretPolicyProps): string[] {
  if (props.viaService !== undefined) return [props.viaService];
  const masterSecretArns = allOf(props);
  if (masterSecretArns.some(hasToken)) return [];
  const places = masterSecretArns.flatMap((arn) => parseArn(arn) ?? []);
  return [...new Set(places.map(({ partition, region }) => viaService(partition, region)))];
}

function describe(props: MasterSecretPolicyProps): PolicyStatement[] {
  const described = props.describesMasterSecrets ? allOf(props) : managed(props);
  if (described.length === 0) return [];
  const readTags = new PolicyStatement({
    actions: ['secretsmanager:DescribeSecret'],
    resources: described.flatMap(secretArnsInPolicy),
    reason: "the master secret's tags name its database",
  });
  return managed(props).length === 0 ? [readTags] : [readTags, ...lookUp(props)];
}

function lookUp(props: MasterSecretPolicyProps): PolicyStatement[] {
  return [
    ...lookUpStatement('rds:DescribeDBClusters', databasesOfKind(props, 'cluster', ':cluster:')),
    ...lookUpStatement('rds:DescribeDBInstances', databasesOfKind(props, 'instance', ':db:')),
  ];
}

function databasesOfKind(props: MasterSecretPolicyProps, kind: string, part: string): string[] {
  const { databaseKind = kind } = props;
  return databases(props).filter((arn) => (hasToken(arn) ? databaseKind === kind : arn.includes(part)));
}

function lookUpStatement(action: string, resources: string[]): PolicyStatement[] {
  const reason = 'a secret that RDS manages has no host: the function asks RDS for it';
  return resources.length === 0 ? [] : [new PolicyStatement({ actions: [action], resources, reason })];
}

function allOf({ masterSecretArns, managedMasterSecretArns = [] }: MasterSecretPolicyProps): string[] {
  return [...masterSecretArns, ...managedMasterSecretArns];
}

function managed(props: MasterSecretPolicyProps): string[] {
  const { masterSecretArns, managedMasterSecretArns = [], rdsManaged } = props;
  const given = masterSecretArns.filter((arn) => rdsManaged ?? RDS_MANAGED.test(arn));
  return [...given, ...managedMasterSecretArns];
}

function databases(props: MasterSecretPolicyProps): string[] {
  if (props.databaseArns !== undefined) return props.databaseArns;
  const places = managed(props)
    .filter((arn) => !hasToken(arn))
    .map((arn) => arn.split(':').slice(1, 5))
    .map(([partition, , region, account]) => `arn:${partition}:rds:${region}:${account}`);
  return [...new Set(places)].flatMap((place) => [`${place}:cluster:*`, `${place}:db:*`]);
}
