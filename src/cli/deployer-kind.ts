import { FRAMEWORK } from '../framework';
import { boundaryOfOwnOnly, deployerInputIgnored, deployerInputMissing } from './problems';
import { DEPLOYER_REMAINS } from '../policy/generators/deployer';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';
import { RotationPolicies } from '../policy/rotation-policies';
import type { DeployerOptions } from '../app/deployer-policy';
import { CommandOption, OptionValues } from './command';
import { ACCOUNT, PolicyKind } from './policy-kind';
import { loadedConfig } from './loaded-config';
import { WrongCall } from './wrong-call';

/** What has to be given where no configuration says it. */
const WITHOUT_CONFIG: Readonly<Record<string, string>> = {
  region: '--region',
  functionName: '--function-name',
  secret: '--secret',
};

/** What a configuration says by itself. */
const WITHOUT_CONFIG_ONLY = [
  ...Object.values(WITHOUT_CONFIG),
  '--look-up',
  '--application',
  '--vpc',
  '--parameter',
  '--endpoint-service',
  '--assume-role',
  '--state',
  '--state-region',
  '--state-lock-table',
];

export const STATE_KMS_KEY: CommandOption = {
  flags: '--state-kms-key <arn>',
  property: 'stateKmsKeyArn',
  description:
    'the ARN of the customer managed key that encrypts the state, where its bucket says so and the configuration does not',
};

export const PERMISSIONS_BOUNDARY: CommandOption = {
  flags: '--permissions-boundary <arn>',
  property: 'permissionsBoundaryArn',
  description:
    'the ARN of the policy that has to bound each role that is made or widened: for functions of your own',
};

/** The policy of who deploys: from a configuration's own stacks, or from what the call says. */
export const deployerKind: PolicyKind = {
  name: 'deployer',
  summary: `a policy for who runs ${FRAMEWORK.command} deploy, instead of SecretsManagerReadWrite and IAMFullAccess`,
  type: PolicyType.IDENTITY,
  isInline: true,
  options: [
    ACCOUNT,
    {
      flags: '--config <file>',
      description:
        'the configuration that is deployed; of the options below --state-kms-key and --permissions-boundary go with it',
    },
    { flags: '--region <region>', description: 'the region, for example us-east-1' },
    {
      flags: '--function-name <name>',
      property: 'functionNames',
      description: 'the name of a rotation function, and of its stack',
      isList: true,
    },
    {
      flags: '--secret <name>',
      property: 'secrets',
      description: 'the name or ARN of a rotated secret',
      isList: true,
    },
    {
      flags: '--look-up <name>',
      property: 'lookedUpSecrets',
      description: 'the name of another secret that Terraform looks up',
      isList: true,
    },
    {
      flags: '--application <arn>',
      property: 'applicationArns',
      description: 'the ARN of a rotation application',
      isList: true,
    },
    {
      flags: '--vpc <id>',
      property: 'vpcIds',
      description: 'the id of a VPC in which groups and endpoints are made',
      isList: true,
    },
    {
      flags: '--parameter <name>',
      property: 'parameterNames',
      description: 'the name of a parameter of AWS Systems Manager that Terraform reads',
      isList: true,
    },
    {
      flags: '--endpoint-service <name>',
      property: 'endpointServices',
      description: 'the service of an endpoint that is made (default: secretsmanager)',
      isList: true,
    },
    {
      flags: '--assume-role <arn>',
      property: 'assumedRoleArns',
      description: 'the ARN of a role that Terraform assumes',
      isList: true,
    },
    {
      flags: '--state <bucket/key>',
      property: 'stateObject',
      description: "the bucket and key of Terraform's state in Amazon S3",
    },
    {
      flags: '--state-region <region>',
      property: 'stateRegion',
      description: "the region of the state's bucket (default: that of the functions)",
    },
    STATE_KMS_KEY,
    {
      flags: '--state-lock-table <name>',
      property: 'stateLockTable',
      description: "the name or ARN of the table in DynamoDB that holds the state's lock",
    },
    PERMISSIONS_BOUNDARY,
  ],
  remains: DEPLOYER_REMAINS,
  advice: ({ permissionsBoundary }) => (permissionsBoundary === undefined ? [] : [boundaryOfOwnOnly()]),
  example:
    '--account 123456789012 --region us-east-1 --function-name SecretsManagerOrders --secret production/orders',
  produce: (values) => (values.config === undefined ? fromOptions(values) : fromConfig(values)),
};

function fromOptions(values: OptionValues): PolicyDocument {
  const missing = Object.keys(WITHOUT_CONFIG).filter((name) => values[name] === undefined);
  if (missing.length > 0)
    throw new WrongCall(deployerInputMissing(missing.map((name) => WITHOUT_CONFIG[name])));
  return RotationPolicies.deployer({
    region: values.region,
    accountId: values.account,
    functionNames: values.functionName,
    secrets: values.secret,
    lookedUpSecrets: values.lookUp && [...values.lookUp, ...values.secret],
    applicationArns: values.application,
    vpcIds: values.vpc,
    parameterNames: values.parameter,
    endpointServices: values.endpointService,
    assumedRoleArns: values.assumeRole,
    stateObject: values.state,
    stateRegion: values.stateRegion,
    stateKmsKeyArn: values.stateKmsKey,
    stateLockTable: values.stateLockTable,
    permissionsBoundaryArn: values.permissionsBoundary,
  });
}

/** CDKTF and its bindings are loaded for this only. */
async function fromConfig({ config: file, account, ...others }: OptionValues): Promise<PolicyDocument> {
  const ignored = WITHOUT_CONFIG_ONLY.filter((option) => others[camelCase(option)] !== undefined);
  if (ignored.length > 0) throw new WrongCall(deployerInputIgnored(ignored));
  const config = await loadedConfig(file);
  const { deployerPolicyOf } = await import('../app/deployer-policy');
  return deployerPolicyOf(config, account, deployerOptionsOf(others));
}

/** What a configuration does not say. */
export function deployerOptionsOf({ permissionsBoundary, stateKmsKey }: OptionValues): DeployerOptions {
  return { permissionsBoundaryArn: permissionsBoundary, stateKmsKeyArn: stateKmsKey };
}

/** As commander names the value of an option. */
function camelCase(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
