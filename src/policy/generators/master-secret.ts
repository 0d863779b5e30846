import { viaServiceMissing } from '../problems';
import { Problem, throwProblems } from '../../problem';
import { parseArn } from '../../arn/arn';
import { inputProblems, placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { Place, viaService } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyStatement } from '../policy-statement';
import { secretArnsInPolicy } from '../../arn/secret-arn';
import { hasToken } from '../../arn/token';
import {
  allOf,
  databaseProblems,
  lookUps,
  managedOf,
  MasterSecretDatabaseProps,
} from './managed-master-secrets';
import { keyConditions } from './secrets';

/** What the master-secret policy grants. */
export interface MasterSecretPolicyProps extends MasterSecretDatabaseProps {
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
}

const PATH = 'RotationPolicies.masterSecret';

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
    ...lookUps(props),
  ]);
}

function problemsOf(props: MasterSecretPolicyProps): Problem[] {
  const { kmsKeyArns = [] } = props;
  return [
    ...requiredProblems('masterSecretArns', 'secretArn', allOf(props)),
    ...inputProblems('kmsKeyArns', 'keyArn', kmsKeyArns),
    ...databaseProblems(props),
    ...elsewhereProblems(props),
    ...(kmsKeyArns.length > 0 && viaServices(props).length === 0 ? [viaServiceMissing()] : []),
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
    ...placeProblemsOf('redshiftClusterArns', props.redshiftClusterArns, place),
  ];
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
  const described = props.describesMasterSecrets ? allOf(props) : managedOf(props);
  if (described.length === 0) return [];
  const readTags = new PolicyStatement({
    actions: ['secretsmanager:DescribeSecret'],
    resources: described.flatMap(secretArnsInPolicy),
    reason: "the master secret's tags name its database",
  });
  return [readTags];
}
