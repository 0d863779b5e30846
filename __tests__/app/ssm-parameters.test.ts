import { Testing } from 'cdktf';
import { deployerPolicyOf } from '../../src/app/deployer-policy';
import { involvedPolicies } from '../../src/app/involved-policies';
import { RotationStack } from '../../src/app/rotation-stack';
import { parseConfig, RotationConfig } from '../../src/config';

const ACCOUNT = '123456789012';

function configuration(network: string, rotation = ''): RotationConfig {
  const { config, findings } = parseConfig(`
version: 1
stacks:
  production:
    region: us-east-1
    networks:
      private: { vpcId: { ssmParameter: /network/vpc-id }, ${network} }
    rotations:
      orders:
        engine: mysql
        strategy: single-user
        secret: production/orders
        network: private
        schedule: { everyDays: 30 }
        ${rotation}
`);
  expect(findings).toEqual([]);
  return config!;
}

const LISTS =
  'subnetIds: { ssmParameter: /network/subnets }, databaseSecurityGroupIds: [{ ssmParameter: group }]';

function synthesised(config: RotationConfig): any {
  return JSON.parse(Testing.synth(new RotationStack(Testing.app(), 'production', config.stacks.production)));
}

function addressOf({ data }: any, name: string): string {
  const [address] = Object.entries<any>(data.aws_ssm_parameter).find(([, one]) => one.name === name)!;
  return `data.aws_ssm_parameter.${address}.insecure_value`;
}

describe('a parameter in a stack', () => {
  test('is read once for all that it stands for, and its value is no secret', () => {
    const stack = synthesised(
      configuration(
        `${LISTS}, secretsManagerEndpoint: { existing: vpce-0a1b2c3d, securityGroupId: { ssmParameter: group } }`,
      ),
    );

    const parameters = Object.values<any>(stack.data.aws_ssm_parameter);
    expect(parameters.map(({ name }) => name).sort()).toEqual([
      '/network/subnets',
      '/network/vpc-id',
      'group',
    ]);
    expect(parameters.every(({ with_decryption }) => with_decryption === false)).toBe(true);
  });

  test('is the id of what is made with it', () => {
    const stack = synthesised(configuration(LISTS));

    const groups = Object.values<any>(stack.resource.aws_security_group).map(({ vpc_id }) => vpc_id);
    const [{ parameters }] = Object.values<any>(
      stack.resource.aws_serverlessapplicationrepository_cloudformation_stack,
    );
    const opened = Object.values<any>(stack.resource.aws_vpc_security_group_ingress_rule);
    expect(groups).toContain(`\${${addressOf(stack, '/network/vpc-id')}}`);
    expect(parameters.vpcSubnetIds).toBe(
      `\${join(",", split(",", replace(${addressOf(stack, '/network/subnets')}, " ", "")))}`,
    );
    expect(opened.map(({ security_group_id }) => security_group_id)).toContain(
      `\${${addressOf(stack, 'group')}}`,
    );
  });

  test('is looked at before anything is made', () => {
    const { data } = synthesised(configuration(LISTS, 'kmsKeyArn: { ssmParameter: /key }'));

    const conditions = Object.fromEntries(
      Object.values<any>(data.aws_ssm_parameter).map(({ name, lifecycle }) => [
        name,
        lifecycle.postcondition.map(({ condition }: any) => condition),
      ]),
    );
    expect(conditions).toEqual({
      '/network/vpc-id': ['${can(regex("^vpc-[^ ,]+$", self.insecure_value))}'],
      '/network/subnets': [
        '${try(alltrue([for id in split(",", replace(self.insecure_value, " ", "")) : can(regex("^subnet-[^ ,]+$", id))]), false)}',
      ],
      group: ['${can(regex("^sg-[^ ,]+$", self.insecure_value))}'],
      '/key': ['${can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[^ ,]+$", self.insecure_value))}'],
    });
  });

  test('is not read for a network that no rotation uses', () => {
    const config = configuration(LISTS);
    const { production } = config.stacks;
    const { network, ...orders } = production.rotations.orders;
    const unused = { ...config, stacks: { production: { ...production, rotations: { orders } } } };

    expect(network).toBe('private');
    expect(synthesised(unused).data.aws_ssm_parameter).toBeUndefined();
  });

  test('has one address, whatever else is in the stack', () => {
    const alone = synthesised(configuration(LISTS));
    const withOther = synthesised(configuration(`${LISTS}, endpointSubnetIds: { ssmParameter: /more }`));

    expect(addressOf(withOther, '/network/vpc-id')).toBe(addressOf(alone, '/network/vpc-id'));
  });
});

describe('the policies of a configuration with parameters', () => {
  test('let who deploys read exactly these', () => {
    const { Statement } = deployerPolicyOf(configuration(LISTS), ACCOUNT).toJson() as any;

    const reading = Statement.filter(({ Action }: any) =>
      [Action].flat().some((one) => one.startsWith('ssm:')),
    );
    expect(reading).toEqual([
      {
        Sid: 'ReadParameters',
        Effect: 'Allow',
        Action: 'ssm:GetParameter',
        Resource: [
          'arn:aws:ssm:us-east-1:123456789012:parameter/group',
          'arn:aws:ssm:us-east-1:123456789012:parameter/network/subnets',
          'arn:aws:ssm:us-east-1:123456789012:parameter/network/vpc-id',
        ],
      },
    ]);
  });

  test.each([
    ['secret: { ssmParameter: /secret }'],
    ['masterSecret: { ssmParameter: /secret }'],
    ['kmsKeyArn: { ssmParameter: /secret }'],
  ])('are not written where they would have to name what only Terraform reads: %s', (line) => {
    const config = configuration(LISTS);
    const changed = structuredClone(config) as any;
    const [key] = line.split(':');
    changed.stacks.production.rotations.orders[key] = '${ssmParameter:/secret}';

    expect(() => involvedPolicies(changed, ACCOUNT)).toThrow(
      `"${key}" of the rotation "production/orders" is what the parameter "/secret" holds`,
    );
  });

  test('let who deploys rotate no secret that nobody knows', () => {
    const changed = structuredClone(configuration(LISTS)) as any;
    changed.stacks.production.rotations.orders.secret = '${ssmParameter:/secret}';

    expect(() => deployerPolicyOf(changed, ACCOUNT)).toThrow('write the name or ARN itself');
  });
});
