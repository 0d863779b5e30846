import { PARTITIONS } from '../../catalogue/partition';
import { deployerTypeUnknown } from '../problems';
import { Problem, throwProblems } from '../../problem';
import { remains, statements, types } from '../data/deployer.json';
import {
  applicationArnProblems,
  ignoredProblems,
  inputProblems,
  partitionProblemsOf,
  placeProblemsOf,
  requiredProblems,
} from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps, regionProblems, viaService } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyStatement } from '../policy-statement';
import { withDistinctSids } from '../distinct-sids';
import { expand, expandConditions, Names } from './expand';
import { mergeStatements } from './merge';
import { rolePattern } from './role-name';
import { rotatedTogether, secretsByFunctionProblems } from './secrets-by-function';
import { secretResources } from './secrets';

/** What is deployed. */
export interface DeployerPolicyProps extends PolicyPlaceProps {
  /**
   * The names of the rotation functions.
   */
  readonly functionNames: string[];

  /**
   * The names of the CloudFormation stacks that hold them, without the `serverlessrepo-` before each.
   *
   * @default - those of the functions
   */
  readonly stackNames?: string[];

  /**
   * The names or ARNs of the secrets that are rotated.
   */
  readonly secrets: string[];

  /**
   * Which of the secrets, as they stand in `secrets`, each of the functions rotates, by the function's name. Each secret stands
   * under one at least.
   *
   * @default - each function may rotate each of the secrets
   */
  readonly secretsByFunction?: Record<string, string[]>;

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
   * The names of the parameters of AWS Systems Manager that Terraform reads.
   *
   * @default - none
   */
  readonly parameterNames?: string[];

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

  /**
   * The region of that bucket.
   *
   * @default - the region of the functions
   */
  readonly stateRegion?: string;

  /**
   * The ARN of the customer managed key that encrypts the state.
   *
   * @default - none: Amazon S3 encrypts it with a key that needs no grant
   */
  readonly stateKmsKeyArn?: string;

  /**
   * The name or ARN of the table in Amazon DynamoDB that holds the state's lock.
   *
   * @default - none: the lock is a file beside the state
   */
  readonly stateLockTable?: string;

  /**
   * The ARNs of the roles that Terraform assumes, for what it deploys or for its state.
   *
   * @default - none: whoever runs Terraform has this policy
   */
  readonly assumedRoleArns?: string[];

  /**
   * The names of the functions' roles, with `*` for what is not known of them.
   *
   * @default - what CloudFormation makes of `functionNames` and `applicationArns`
   */
  readonly roleNames?: string[];

  /**
   * Which of the functions are of your own, so that Terraform makes them itself. Their roles are in `roleNames`.
   *
   * @default - none
   */
  readonly ownFunctionNames?: string[];

  /**
   * The names of the roles that Terraform makes for functions of your own, with their paths, and `*` for what is not known of
   * them. They are in `roleNames` as well.
   *
   * @default - none
   */
  readonly ownRoleNames?: string[];

  /**
   * The names of roles that exist and are handed to functions of your own, with their paths.
   *
   * @default - none
   */
  readonly passedRoleNames?: string[];

  /**
   * The ARNs of the layers, with their versions, that functions of your own use.
   *
   * @default - none
   */
  readonly layerArns?: string[];

  /**
   * Where the code of functions of your own is in Amazon S3: each a bucket, a slash, and the key.
   *
   * @default - nowhere
   */
  readonly codeObjects?: string[];

  /**
   * The ARNs of the repositories in Amazon ECR with the images of functions of your own.
   *
   * @default - none
   */
  readonly imageRepositoryArns?: string[];

  /**
   * The ARN of the managed policy that has to be the boundary of a role that is made or widened. The applications of AWS
   * have no parameter for a boundary, so that with it their functions cannot be made: it is for functions of your own.
   *
   * @default - roles need no boundary
   */
  readonly permissionsBoundaryArn?: string;
}

/** A statement of the table. */
interface Template {
  readonly reason: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, any>;
  /** Whether it makes or widens a role, for which a boundary can be asked. */
  readonly isBounded?: boolean;
  /** Whether it is about a function together with the secrets that this one rotates. */
  readonly isOfRotations?: boolean;
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

/** What the state needs besides its bucket. */
const STATE_TYPES = {
  stateObject: 'backend.s3',
  stateKmsKeyArn: 'backend.s3.kms_key_id',
  stateLockTable: 'backend.s3.dynamodb_table',
} as const;

/** What Terraform is told of a role. */
const ASSUME_ROLE = 'assume_role';

const STATE_OPTIONS = ['stateRegion', 'stateKmsKeyArn', 'stateLockTable'] as const;

/** What the statements of a policy are for that may belong to different identities, by their Sids. */
export const DEPLOYER_PARTS: { readonly [part in 'assumption' | 'state']: ReadonlySet<string> } = {
  assumption: new Set(TYPES.get(ASSUME_ROLE)),
  state: new Set(Object.values(STATE_TYPES).flatMap((type) => TYPES.get(type)!)),
};

/** What the policy cannot keep from whoever has it, for people. */
export const DEPLOYER_REMAINS: readonly string[] = remains;

/** The policy of who runs `cdktf deploy`. */
export function deployerPolicy(props: DeployerPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const names = namesOf(props);
  const needed = new Set(typesOf(props).flatMap((type) => TYPES.get(type)!));
  const templates = [...TEMPLATES].filter(([sid]) => needed.has(sid));
  const bounded = templates.map(([sid, one]) => [sid, bound(one, props)] as const);
  const statements = bounded.flatMap(([sid, one]) =>
    (one.isOfRotations ? namesOfRotations(names, props) : [names]).flatMap((some) => fill(sid, one, some)),
  );
  return new PolicyDocument(withDistinctSids(mergeStatements(statements)));
}

function problemsOf(props: DeployerPolicyProps): Problem[] {
  const place = Place.of(props);
  const unknown = typesOf(props).filter((type) => !TYPES.has(type));
  return [
    ...placeProblems(props),
    ...requiredProblems('functionNames', 'functionName', props.functionNames),
    ...inputProblems('stackNames', 'stackName', props.stackNames),
    ...requiredProblems('secrets', 'secret', props.secrets),
    ...secretsByFunctionProblems(props),
    ...inputProblems('lookedUpSecrets', 'secret', props.lookedUpSecrets),
    ...ownFunctionProblems(props),
    ...applicationArnProblems('applicationArns', props.applicationArns),
    ...partitionProblemsOf('applicationArns', props.applicationArns, place.partition),
    ...placeProblemsOf('secrets', props.secrets, place, true),
    ...placeProblemsOf('lookedUpSecrets', props.lookedUpSecrets, place, true),
    ...inputProblems('parameterNames', 'parameterName', props.parameterNames),
    ...(props.vpcIds === undefined ? [] : requiredProblems('vpcIds', 'vpcId', props.vpcIds)),
    ...roleProblems(props, place),
    ...inputProblems('assumedRoleArns', 'roleArn', props.assumedRoleArns),
    ...stateProblems(props, place),
    ...unknown.map((type) => deployerTypeUnknown(type, [...TYPES.keys()])),
  ];
}

function roleProblems(props: DeployerPolicyProps, place: Place): Problem[] {
  const { roleNames, ownRoleNames, passedRoleNames, permissionsBoundaryArn } = props;
  const boundary = listOf(permissionsBoundaryArn);
  return [
    ...inputProblems('roleNames', 'roleName', roleNames),
    ...inputProblems('ownRoleNames', 'roleName', ownRoleNames),
    ...inputProblems('passedRoleNames', 'roleName', passedRoleNames),
    ...inputProblems('permissionsBoundaryArn', 'policyArn', boundary),
    ...partitionProblemsOf('permissionsBoundaryArn', boundary, place.partition),
  ];
}

function ownFunctionProblems({
  ownFunctionNames,
  layerArns,
  codeObjects,
  imageRepositoryArns,
}: DeployerPolicyProps): Problem[] {
  return [
    ...inputProblems('ownFunctionNames', 'functionName', ownFunctionNames),
    ...inputProblems('layerArns', 'layerArn', layerArns),
    ...inputProblems('codeObjects', 'stateObject', codeObjects),
    ...inputProblems('imageRepositoryArns', 'imageRepositoryArn', imageRepositoryArns),
  ];
}

function stateProblems(props: DeployerPolicyProps, { partition }: Place): Problem[] {
  const { stateObject, stateRegion, stateKmsKeyArn, stateLockTable } = props;
  return [
    ...inputProblems('stateObject', 'stateObject', listOf(stateObject)),
    ...inputProblems('stateKmsKeyArn', 'keyArn', listOf(stateKmsKeyArn)),
    ...inputProblems('stateLockTable', 'tableName', listOf(stateLockTable)),
    ...partitionProblemsOf('stateKmsKeyArn', listOf(stateKmsKeyArn), partition),
    ...partitionProblemsOf('stateLockTable', listOf(stateLockTable), partition),
    ...(stateRegion === undefined ? [] : regionProblems(stateRegion, partition || undefined)),
    ...STATE_OPTIONS.flatMap((name) =>
      ignoredProblems(name, listOf(props[name]), 'stateObject', stateObject !== undefined),
    ),
  ];
}

function listOf(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

function typesOf(props: DeployerPolicyProps): string[] {
  const usual = [
    ...ROTATION_TYPES,
    ...(props.vpcIds === undefined ? [] : NETWORK_TYPES),
    ...(props.parameterNames === undefined ? [] : ['data.aws_ssm_parameter']),
  ];
  const ofState = Object.entries(STATE_TYPES).filter(
    ([name]) => props[name as keyof typeof STATE_TYPES] !== undefined,
  );
  const assumes = (props.assumedRoleArns ?? []).length > 0 ? [ASSUME_ROLE] : [];
  return [...(props.resourceTypes ?? usual), ...assumes, ...ofState.map(([, type]) => type)];
}

/** A role without the boundary is neither made nor widened. */
function bound(template: Template, { permissionsBoundaryArn }: DeployerPolicyProps): Template {
  if (permissionsBoundaryArn === undefined || !template.isBounded) return template;
  const { conditions = {} } = template;
  const boundary = { 'iam:PermissionsBoundary': permissionsBoundaryArn };
  return {
    ...template,
    conditions: { ...conditions, StringEquals: { ...conditions.StringEquals, ...boundary } },
  };
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
  const {
    functionNames,
    stackNames = functionNames,
    secrets,
    lookedUpSecrets,
    vpcIds,
    applicationArns,
  } = props;
  const named = (secret: string): string[] => secretResources(secret, place);
  const application = applicationArns ?? [applications(place)];
  return {
    partition: [place.partition],
    region: [place.region],
    account: [place.accountId],
    function: functionNames,
    stack: stackNames,
    role: props.roleNames ?? stackNames.flatMap((name) => application.map((arn) => rolePattern(name, arn))),
    application,
    ownFunction: props.ownFunctionNames ?? [],
    ownRole: props.ownRoleNames ?? [],
    passedRole: [...(props.ownRoleNames ?? []), ...(props.passedRoleNames ?? [])],
    layer: props.layerArns ?? [],
    codeObject: props.codeObjects ?? [],
    imageRepository: props.imageRepositoryArns ?? [],
    secret: secrets.flatMap(named),
    lookup: (lookedUpSecrets ?? secrets.filter((secret) => !secret.startsWith('arn:'))).flatMap(named),
    endpointService: props.endpointServices ?? ['secretsmanager'],
    vpc: vpcIds ?? ['*'],
    assumedRole: props.assumedRoleArns ?? [],
    parameter: (props.parameterNames ?? []).map((name) => name.replace(/^\//, '')),
    ...stateNames(props, place),
  };
}

/** The names for each function with its secrets. */
function namesOfRotations(names: Names, props: DeployerPolicyProps): Names[] {
  const place = Place.of(props);
  return rotatedTogether(props).map(({ functionNames, secrets }) => ({
    ...names,
    function: functionNames,
    secret: secrets.flatMap((secret) => secretResources(secret, place)),
  }));
}

function stateNames(props: DeployerPolicyProps, { partition, accountId, region: own }: Place): Names {
  const { stateObject: state, stateRegion: region = own, stateKmsKeyArn, stateLockTable: table } = props;
  const tables = listOf(table).map((name) =>
    name.startsWith('arn:') ? name : `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`,
  );
  return {
    state: listOf(state),
    stateBucket: listOf(state).map((text) => text.split('/')[0]),
    stateKey: listOf(stateKmsKeyArn),
    stateService: [viaService(partition, region, 's3')],
    stateTable: tables,
  };
}

/** All rotation applications of the partition's publisher. */
function applications({ partition }: Place): string {
  const { publisher } = PARTITIONS.find(({ name }) => name === partition) ?? {};
  const { region, account } = publisher ?? { region: '*', account: '*' };
  return `arn:${partition}:serverlessrepo:${region}:${account}:applications/SecretsManager*`;
}
