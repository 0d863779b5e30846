import { accessTo, REACHED_SERVICES } from '../config/service-access';
import { RDS_MANAGED, RotationEntry } from '../config/model';
import { FRAMEWORK } from '../framework';
import { DEPLOYER_PARTS, DEPLOYER_REMAINS } from '../policy/generators/deployer';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';
import { RotationPolicies } from '../policy/rotation-policies';
import { shortList } from '../problem';
import { inParts, InvolvedPolicy } from './involved-policy';
import { FunctionView, namedMasterSecrets, StackView, unique } from './stack-view';

const BY_YOU = 'you attach it';

const IF_YOU_LIKE = 'you attach it, if you like';

/** The policies of one stack. */
export function stackPolicies(stack: StackView, deployer: PolicyDocument): InvolvedPolicy[] {
  return [
    ...deployersOf(stack, deployer).flatMap(inParts),
    ...inParts(operatorOf(stack)),
    ...endpointOf(stack),
    ...stack.functions.flatMap((one) => [
      invokeOf(stack, one),
      ...masterSecretOf(stack, one),
      secretOf(stack, one),
    ]),
  ];
}

/** Who deploys may be several: whoever runs Terraform, and the roles that it assumes, for what it deploys and for its state. */
function deployersOf(stack: StackView, policy: PolicyDocument): InvolvedPolicy[] {
  const { assumeRole, backend } = stack.config;
  const runner = `whoever runs \`${FRAMEWORK.command} deploy ${stack.name}\``;
  const [role, stateRole] = [assumeRole, backend?.s3?.assumeRole].map((one) => one?.roleArn);
  const { assumption, state } = DEPLOYER_PARTS;
  const ofCaller = role === undefined ? [] : [...assumption, ...(stateRole === undefined ? state : [])];
  const ofState = stateRole === undefined ? [] : [...state];
  const rest = without(policy, [...ofCaller, ...ofState]);
  return [
    { ...deployer(stack, 'deployer', rest, roleOr(runner, role)), remains: DEPLOYER_REMAINS },
    ...(role === undefined ? [] : [deployer(stack, 'caller', only(policy, ofCaller), runner)]),
    ...(stateRole === undefined
      ? []
      : [deployer(stack, 'state', only(policy, ofState), roleOr(runner, stateRole))]),
  ];
}

function roleOr(runner: string, role: string | undefined): string {
  return role === undefined ? runner : `the role \`${role}\`, which ${runner} assumes`;
}

function deployer({ name }: StackView, file: string, policy: PolicyDocument, owner: string): InvolvedPolicy {
  return { file: `${name}/${file}.json`, type: PolicyType.IDENTITY, policy, owner, how: BY_YOU };
}

function only({ statements }: PolicyDocument, sids: readonly string[]): PolicyDocument {
  return new PolicyDocument(statements.filter(({ sid = '' }) => sids.includes(sid)));
}

function without({ statements }: PolicyDocument, sids: readonly string[]): PolicyDocument {
  return new PolicyDocument(statements.filter(({ sid = '' }) => !sids.includes(sid)));
}

function operatorOf(stack: StackView): InvolvedPolicy {
  return {
    file: `${stack.name}/operator.json`,
    type: PolicyType.IDENTITY,
    policy: RotationPolicies.operations({
      ...stack.placeProps,
      ...stack.rotatedSecrets,
      functionNames: stack.functions.map(({ name }) => name),
    }),
    owner: 'whoever looks after the rotations from day to day',
    how: BY_YOU,
  };
}

/** An endpoint without a policy of its own lets everything through. */
function endpointOf(stack: StackView): InvolvedPolicy[] {
  const access = accessTo(REACHED_SERVICES[0], stack.config);
  const networks = [...access].filter(([, way]) => way !== 'none').map(([network]) => network);
  if (networks.length === 0) return [];
  const elsewhere = stack.masterSecretsElsewhere(
    stack.rotations.filter(({ network = '' }) => networks.includes(network)),
  );
  return [
    {
      file: `${stack.name}/endpoint.json`,
      type: PolicyType.ENDPOINT,
      policy: RotationPolicies.endpoint({
        ...stack.placeProps,
        otherAccountSecretArns: elsewhere.length === 0 ? undefined : elsewhere,
      }),
      owner: `the interface endpoint for Secrets Manager of ${listed(networks)}`,
      how: `${IF_YOU_LIKE}: without it the endpoint lets everybody in the VPC through to every secret that they may use`,
    },
  ];
}

function invokeOf(stack: StackView, { name }: FunctionView): InvolvedPolicy {
  return {
    file: `${stack.name}/invoke-${name}.json`,
    type: PolicyType.RESOURCE,
    policy: RotationPolicies.invoke({ ...stack.placeProps, functionName: name }),
    owner: `the function \`${name}\``,
    how: 'the deployment makes it, as `aws_lambda_permission`',
  };
}

function masterSecretOf(stack: StackView, one: FunctionView): InvolvedPolicy[] {
  if (one.rotations.every(({ masterSecret }) => masterSecret === undefined)) return [];
  const managed = one.rotations.filter(({ masterSecret }) => masterSecret === RDS_MANAGED);
  const ofDatabase = managed.length === 0 ? '' : '; the key that the looked-up database names is added there';
  return [
    {
      file: `${stack.name}/master-secret-${one.name}.json`,
      type: PolicyType.IDENTITY,
      isInline: true,
      policy: masterSecretPolicyOf(stack, one, managed),
      owner: `the role of the function \`${one.name}\``,
      how: `the deployment makes it, as \`aws_iam_role_policy\`${ofDatabase}`,
    },
  ];
}

function masterSecretPolicyOf(
  stack: StackView,
  { application, rotations }: FunctionView,
  managed: readonly RotationEntry[],
): PolicyDocument {
  const { place, config } = stack;
  const kmsKeyArns = unique(rotations.flatMap(({ masterSecretKmsKeyArn }) => masterSecretKmsKeyArn ?? []));
  const lookups = managed.map(({ network = '' }) => config.networks![network].lookup!);
  const clusters = rotations.flatMap(({ redshiftWarehouse: of }) =>
    typeof of === 'object' ? [of.cluster] : [],
  );
  const ofRedshift = rotations.some(({ redshiftWarehouse }) => redshiftWarehouse !== undefined);
  return RotationPolicies.masterSecret({
    masterSecretArns: namedMasterSecrets(rotations).flatMap((secret) => stack.secretArns(secret)),
    managedMasterSecretArns: unique(
      lookups.map(({ dbCluster }) =>
        place.arn('secretsmanager', `secret:rds!${dbCluster === undefined ? 'db' : 'cluster'}-*`),
      ),
    ),
    databaseArns:
      lookups.length === 0
        ? undefined
        : unique(
            lookups.map(({ dbInstance, dbCluster }) =>
              place.arn('rds', dbCluster === undefined ? `db:${dbInstance}` : `cluster:${dbCluster}`),
            ),
          ),
    ...(ofRedshift
      ? {
          redshiftClusterArns: unique(clusters).map((cluster) => place.arn('redshift', `cluster:${cluster}`)),
          redshiftServerless: rotations.some(({ redshiftWarehouse }) => redshiftWarehouse === 'serverless'),
        }
      : {}),
    describesMasterSecrets: application?.describesMasterSecret || undefined,
    kmsKeyArns,
  });
}

/** Every secret that a function rotates can have the same one. */
function secretOf(stack: StackView, { name, arn, rotations }: FunctionView): InvolvedPolicy {
  const secrets = unique(rotations.map(({ secret }) => secret));
  return {
    file: `${stack.name}/secret-${name}.json`,
    type: PolicyType.RESOURCE,
    policy: RotationPolicies.secret({ functionArn: arn }),
    owner: secrets.length === 1 ? `the secret ${listed(secrets)}` : `each of the secrets ${listed(secrets)}`,
    how: `${IF_YOU_LIKE}: those who read the secret need no mention in it, because their own policies let them`,
  };
}

function listed(names: readonly string[]): string {
  return shortList(names.map((name) => `\`${name}\``));
}
