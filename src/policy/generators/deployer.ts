import { PARTITIONS } from '../../catalogue/partition';
import { deployerTypeUnknown } from '../problems';
import { Problem, throwProblems } from '../../problem';
import { statements, types } from '../data/deployer.json';
import {
  applicationArnProblems,
  inputProblems,
  partitionProblemsOf,
  placeProblemsOf,
  requiredProblems,
} from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyStatement } from '../policy-statement';
import { expand, expandConditions, Names } from './expand';
import { mergeStatements } from './merge';
import { secretResources } from './secrets';

/** What is deployed. */
export interface DeployerPolicyProps extends PolicyPlaceProps {
  /**
   * The names of the rotation functions, which their CloudFormation stacks have as well.
   */
  readonly functionNames: string[];

  /**
   * The names or ARNs of the secrets that are rotated.
   */
  readonly secrets: string[];

  /**
   * The names or ARNs of the secrets that Terraform looks up.
   *
   * @default - those of `secrets`, and of `masterSecrets`, that are given by name
   */
  readonly lookedUpSecrets?: string[];

  /**
   * The ARNs of the rotation applications.
   *
   * @default - all of Secrets Manager's in the repository
   */
  readonly applicationArns?: string[];

  /**
   * The ids of the VPCs in which security groups and endpoints are made.
   *
   * @default - nothing is made in a VPC; `*` where `resourceTypes` say otherwise
   */
  readonly vpcIds?: string[];

  /**
   * The services that the endpoints lead to, as they stand in the endpoints' names.
   *
   * @default - `secretsmanager`
   */
  readonly endpointServices?: string[];

  /**
   * The types of the Terraform resources, and of the data sources with `data.` before them, for example
   * `aws_lambda_permission` and `data.aws_lambda_function`.
   *
   * @default - those of a rotation with a master secret, in a VPC with an endpoint where a VPC is named
   */
  readonly resourceTypes?: string[];

  /**
   * Where Terraform's state is in Amazon S3: the bucket, a slash, and the key.
   *
   * @default - elsewhere
   */
  readonly stateObject?: string;
}

/** A statement of the table. */
interface Template {
  readonly reason: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, any>;
}

const PATH = 'RotationPolicies.deployer';

const TEMPLATES = new Map(Object.entries(statements as Record<string, Template>));

const TYPES = new Map(Object.entries(types as Record<string, string[]>));

const ROTATION_TYPES = [
  'aws_serverlessapplicationrepository_cloudformation_stack',
  'aws_lambda_permission',
  'data.aws_lambda_function',
  'aws_iam_role_policy',
  'aws_secretsmanager_secret_rotation',
  'data.aws_secretsmanager_secret',
];

const NETWORK_TYPES = [
  'aws_security_group',
  'aws_vpc_endpoint',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'data.aws_subnets',
  'data.aws_vpc_endpoint_service',
];

/**
 * CloudFormation makes role names of the stack's name, the logical id and random characters, and cuts the first two when
 * they are long. How it cuts is not documented; the first 24 characters are assumed to be kept, which was not tried.
 */
const ROLE_PREFIX_LENGTH = 24;

/** The policy of who runs `cdktf deploy`. */
export function deployerPolicy(props: DeployerPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const names = namesOf(props);
  const needed = new Set(typesOf(props).flatMap((type) => TYPES.get(type)!));
  const templates = [...TEMPLATES].filter(([sid]) => needed.has(sid));
  return new PolicyDocument(mergeStatements(templates.flatMap(([sid, one]) => fill(sid, one, names))));
}

function problemsOf(props: DeployerPolicyProps): Problem[] {
  const { stateObject } = props;
  const place = Place.of(props);
  const unknown = typesOf(props).filter((type) => !TYPES.has(type));
  return [
    ...placeProblems(props),
    ...requiredProblems('functionNames', 'functionName', props.functionNames),
    ...requiredProblems('secrets', 'secret', props.secrets),
    ...inputProblems('lookedUpSecrets', 'secret', props.lookedUpSecrets),
    ...applicationArnProblems('applicationArns', props.applicationArns),
    ...partitionProblemsOf('applicationArns', props.applicationArns, place.partition),
    ...placeProblemsOf('secrets', props.secrets, place, true),
    ...placeProblemsOf('lookedUpSecrets', props.lookedUpSecrets, place, true),
    ...(props.vpcIds === undefined ? [] : requiredProblems('vpcIds', 'vpcId', props.vpcIds)),
    ...inputProblems('stateObject', 'stateObject', stateObject === undefined ? [] : [stateObject]),
    ...unknown.map((type) => deployerTypeUnknown(type, [...TYPES.keys()])),
  ];
}

function typesOf({ resourceTypes, vpcIds, stateObject }: DeployerPolicyProps): string[] {
  const usual = vpcIds === undefined ? ROTATION_TYPES : [...ROTATION_TYPES, ...NETWORK_TYPES];
  return [...(resourceTypes ?? usual), ...(stateObject === undefined ? [] : ['backend.s3'])];
}

function fill(sid: string, template: Template, names: Names): PolicyStatement[] {
  const resources = template.resources.flatMap((resource) => expand(resource, names));
  if (resources.length === 0) return [];
  const conditions = template.conditions && expandConditions(template.conditions, names);
  const { actions, reason } = template;
  return [new PolicyStatement({ sid, actions, resources, conditions, reason })];
}

function namesOf(props: DeployerPolicyProps): Names {
  const place = Place.of(props);
  const { functionNames, secrets, lookedUpSecrets, vpcIds, stateObject } = props;
  const named = (secret: string): string[] => secretResources(secret, place);
  return {
    partition: [place.partition],
    region: [place.region],
    account: [place.accountId],
    function: functionNames,
    role: functionNames.map(rolePrefix),
    application: props.applicationArns ?? [applications(place)],
    secret: secrets.flatMap(named),
    lookup: (lookedUpSecrets ?? secrets.filter((secret) => !secret.startsWith('arn:'))).flatMap(named),
    endpointService: props.endpointServices ?? ['secretsmanager'],
    vpc: vpcIds ?? ['*'],
    state: stateObject === undefined ? [] : [stateObject],
    stateBucket: stateObject === undefined ? [] : [stateObject.split('/')[0]],
  };
}

/** What a role's name is known to start with. What only Terraform knows of it is left open. */
function rolePrefix(functionName: string): string {
  const [known] = functionName.split(/[$#]\{/);
  return `serverlessrepo-${known}`.slice(0, ROLE_PREFIX_LENGTH);
}

/** All rotation applications of the partition's publisher. */
function applications({ partition }: Place): string {
  const { publisher } = PARTITIONS.find(({ name }) => name === partition) ?? {};
  const { region, account } = publisher ?? { region: '*', account: '*' };
  return `arn:${partition}:serverlessrepo:${region}:${account}:applications/SecretsManager*`;
}
