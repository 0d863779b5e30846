import { PolicyType } from '../policy/policy-type';
import { RotationPolicies } from '../policy/rotation-policies';
import { deployerKind } from './deployer-kind';
import { OTHER_ACCOUNTS_USE_KEY } from '../policy/generators/kms-key';
import { otherAccounts } from '../policy/generators/principals';
import { OTHER_ACCOUNTS_READ, readersOfOtherAccounts, SecretPolicyProps } from '../policy/generators/secret';
import { CommandOption, OptionValues } from './command';
import { databasesOf, MASTER_SECRET_OPTIONS } from './master-secret-options';
import { ACCOUNT, FUNCTION_NAME, placeOf, PolicyKind, REGION } from './policy-kind';

const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-AbCdEf';
const MASTER = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-master-AbCdEf';
const PLACE = '--region us-east-1 --account 123456789012';
const ROLE = 'arn:aws:iam::123456789012:role';

const list = (flags: string, property: string, description: string): CommandOption => ({
  flags,
  property,
  description,
  isList: true,
});
const requiredList = (flags: string, property: string, description: string): CommandOption => ({
  ...list(flags, property, description),
  isRequired: true,
});

const masterSecret: PolicyKind = {
  name: 'master-secret',
  summary: "an inline policy of the function's role: read the master secrets",
  type: PolicyType.IDENTITY,
  isInline: true,
  options: [
    requiredList('--master-secret <arn>', 'masterSecretArns', 'the ARN of a master secret'),
    list('--kms-key <arn>', 'kmsKeyArns', 'the ARN of a customer managed key that encrypts one'),
    ...MASTER_SECRET_OPTIONS,
  ],
  example: `--master-secret ${MASTER}`,
  produce: (values) =>
    RotationPolicies.masterSecret({
      masterSecretArns: values.masterSecret,
      kmsKeyArns: values.kmsKey,
      ...databasesOf(values),
    }),
};

const execution: PolicyKind = {
  name: 'execution',
  summary: 'the whole policy of the role of a rotation function of your own',
  type: PolicyType.IDENTITY,
  isInline: true,
  options: [
    FUNCTION_NAME,
    REGION,
    ACCOUNT,
    list(
      '--secret <arn>',
      'secretArns',
      'the ARN of a secret that the function rotates (default: all that name the function)',
    ),
    list('--kms-key <arn>', 'kmsKeyArns', 'the ARN of a customer managed key that encrypts a secret'),
    list('--master-secret <arn>', 'masterSecretArns', 'the ARN of a master secret'),
    list(
      '--master-kms-key <arn>',
      'masterSecretKmsKeyArns',
      'the ARN of a customer managed key that encrypts a master secret',
    ),
    ...MASTER_SECRET_OPTIONS,
    { flags: '--vpc', description: 'the function runs in a VPC' },
    list('--subnet <id>', 'subnetIds', 'the id of a subnet of the function'),
    list('--security-group <id>', 'securityGroupIds', 'the id of a security group of the function'),
  ],
  example: `--function-name rotate-orders ${PLACE} --vpc`,
  produce: (values) =>
    RotationPolicies.execution({
      ...placeOf(values),
      functionName: values.functionName,
      secretArns: values.secret,
      kmsKeyArns: values.kmsKey,
      masterSecretArns: values.masterSecret,
      masterSecretKmsKeyArns: values.masterKmsKey,
      ...databasesOf(values),
      inVpc: values.vpc,
      subnetIds: values.subnet,
      securityGroupIds: values.securityGroup,
    }),
};

const executionTrust: PolicyKind = {
  name: 'execution-trust',
  summary: 'the trust policy of the role of a rotation function of your own',
  type: PolicyType.TRUST,
  options: [],
  example: '',
  produce: () => RotationPolicies.executionTrust(),
};

const invoke: PolicyKind = {
  name: 'invoke',
  summary: 'the policy of a rotation function: Secrets Manager may invoke it',
  type: PolicyType.RESOURCE,
  options: [
    FUNCTION_NAME,
    REGION,
    ACCOUNT,
    {
      flags: '--only-secret <arn>',
      property: 'secretArn',
      description: 'the ARN of the only secret that the function rotates',
    },
  ],
  example: `--function-name rotate-orders ${PLACE}`,
  produce: (values) =>
    RotationPolicies.invoke({
      ...placeOf(values),
      functionName: values.functionName,
      secretArn: values.onlySecret,
    }),
};

const kmsKey: PolicyKind = {
  name: 'kms-key',
  summary: 'the policy of a customer managed key that encrypts secrets',
  type: PolicyType.KMS_KEY,
  options: [
    REGION,
    ACCOUNT,
    list('--secret <arn>', 'secretArns', 'the ARN of a secret that the key encrypts (default: any secret)'),
    list(
      '--function-role <arn>',
      'functionRoleArns',
      "the ARN of a rotation function's role; its name may have wildcards",
    ),
    list(
      '--reader <arn>',
      'readerArns',
      'the ARN of who reads the secrets; the name of a role may have wildcards',
    ),
    list('--writer <arn>', 'writerArns', 'the ARN of who creates the secrets or writes their values'),
  ],
  example: `${PLACE} --secret ${SECRET} --function-role ${ROLE}/rotate-orders --reader ${ROLE}/orders`,
  advice: ({ account, functionRole = [], reader = [], writer = [] }) =>
    otherAccounts([...functionRole, ...reader, ...writer], account).length === 0
      ? []
      : [OTHER_ACCOUNTS_USE_KEY],
  produce: (values) =>
    RotationPolicies.kmsKey({
      ...placeOf(values),
      secretArns: values.secret,
      functionRoleArns: values.functionRole,
      readerArns: values.reader,
      writerArns: values.writer,
    }),
};

const endpoint: PolicyKind = {
  name: 'endpoint',
  summary: 'the policy of an interface endpoint for Secrets Manager',
  type: PolicyType.ENDPOINT,
  options: [
    REGION,
    ACCOUNT,
    { flags: '--rotation-only', description: 'no application reads secrets in batches through the endpoint' },
    list(
      '--other-account-secret <arn>',
      'otherAccountSecretArns',
      'the ARN of a secret of another account that is read through the endpoint, such as a master secret',
    ),
  ],
  example: PLACE,
  produce: (values) =>
    RotationPolicies.endpoint({
      ...placeOf(values),
      allowsReaders: values.rotationOnly !== true,
      otherAccountSecretArns: values.otherAccountSecret,
    }),
};

const secretProps = ({
  account,
  function: functionArn,
  reader,
  administrator,
}: OptionValues): SecretPolicyProps => ({
  accountId: account,
  functionArn,
  readerArns: reader,
  administratorArns: administrator,
});

const secret: PolicyKind = {
  name: 'secret',
  summary: 'the policy of a secret: who reads it, no deletion, no other rotation function',
  type: PolicyType.RESOURCE,
  options: [
    {
      flags: '--function <arn>',
      property: 'functionArn',
      description: "the ARN of the secret's rotation function",
    },
    {
      flags: '--account <id>',
      property: 'accountId',
      description: "the id of the secret's account, of 12 digits (default: the function's)",
    },
    list(
      '--reader <arn>',
      'readerArns',
      'the ARN of who reads the secret; the name of a role may have wildcards',
    ),
    list(
      '--administrator <arn>',
      'administratorArns',
      'the ARN of who may delete the secret, and alone may change this policy (default: nobody deletes it)',
    ),
  ],
  example: `--function arn:aws:lambda:us-east-1:123456789012:function:rotate-orders --reader ${ROLE}/orders`,
  advice: (values) => (readersOfOtherAccounts(secretProps(values)).length === 0 ? [] : [OTHER_ACCOUNTS_READ]),
  produce: (values) => RotationPolicies.secret(secretProps(values)),
};

const operator: PolicyKind = {
  name: 'operator',
  summary: 'a policy for day-to-day work: see rotations and their logs, rotate now',
  type: PolicyType.IDENTITY,
  options: [
    REGION,
    ACCOUNT,
    requiredList('--secret <name>', 'secrets', 'the name or ARN of a rotated secret'),
    { ...FUNCTION_NAME, property: 'functionNames', isList: true },
  ],
  example: `${PLACE} --secret production/orders --function-name rotate-orders`,
  produce: (values) =>
    RotationPolicies.operations({
      ...placeOf(values),
      secrets: values.secret,
      functionNames: values.functionName,
    }),
};

/** All kinds of policy that the command line prints. */
export const POLICY_KINDS: readonly PolicyKind[] = [
  masterSecret,
  execution,
  executionTrust,
  invoke,
  kmsKey,
  endpoint,
  secret,
  deployerKind,
  operator,
];
