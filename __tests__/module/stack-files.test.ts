import { parseConfig, StackConfig } from '../../src/config';
import { moduleCalls } from '../../src/module/module-calls';
import { stackFiles } from '../../src/module/stack-files';

const PRIVATE = `
      private:
        vpcId: vpc-0a1b2c3d4e5f60718
        subnetIds: [subnet-0a1b2c3d4e5f60718]
        databaseSecurityGroupIds: [sg-0a1b2c3d4e5f60718]`;

/** A stack of a configuration that is right. */
function stackOf(networks: string, ...rotations: readonly string[]): StackConfig {
  const lines = rotations.map((rotation, index) => `      r${index}: { ${rotation} }`);
  const text = `version: 1
stacks:
  production:
    region: us-east-1
    tags: { team: data }
    networks:${networks}
    rotations:
${lines.join('\n')}
`;
  const { config, findings } = parseConfig(text);
  if (config === undefined) throw new Error(JSON.stringify(findings));
  return config.stacks.production;
}

const MYSQL =
  'engine: mysql, strategy: multi-user, network: private, masterSecret: master, schedule: { everyDays: 30 }';

const POSTGRES = 'engine: postgres, strategy: single-user, network: private, schedule: { rate: 12 hours }';

function filesOf(stack: StackConfig): Readonly<Record<string, string>> {
  return stackFiles({ name: 'production', config: stack }, 'hcl', './rotation');
}

describe('a stack with one function', () => {
  const stack = stackOf(
    PRIVATE,
    `${MYSQL}, secret: one`,
    `${MYSQL}, secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:two-AbCdE1', rotateImmediately: false`,
  );

  test('becomes a module with its values as defaults', () => {
    const [{ inputs }] = moduleCalls('production', stack);
    expect(JSON.parse(JSON.stringify(inputs))).toMatchObject({
      master_secret_name: { text: '"master"' },
      function_name: { text: '"SecretsManager-production-mysql-multi-user-private"' },
      tags: { team: { text: '"data"' } },
      secrets: {
        r0: { name: { text: '"one"' }, automatically_after_days: 30 },
        r1: { arn: expect.anything(), rotate_immediately: false },
      },
    });
    expect(filesOf(stack)['variables.tf']).toContain('default     = "vpc-0a1b2c3d4e5f60718"');
  });

  test('needs nothing in its call', () => {
    expect(filesOf(stack)['README.md']).toContain('module "rotation" {\n  source = "./rotation"\n}');
    expect(filesOf(stack)['examples/complete/main.tf']).toContain(
      'module "rotation" {\n  source = "../.."\n}',
    );
  });
});

describe('a stack with several functions', () => {
  const stack = stackOf(PRIVATE, `${MYSQL}, secret: one`, `${POSTGRES}, secret: two`);

  test('becomes a module that calls one for each, which share the endpoint of their VPC', () => {
    const { 'main.tf': main } = filesOf(stack);
    expect(main).toContain('source = "./modules/mysql-multi-user"');
    expect(main).toContain('source = "./modules/postgres-single-user"');
    expect(main.match(/secrets_manager_endpoint_id += .*/g)).toEqual([
      'secrets_manager_endpoint_id                = module.mysql-multi-user-private.secrets_manager_endpoint_id',
    ]);
  });

  test('brings each kind of module once', () => {
    const twice = stackOf(PRIVATE, `${POSTGRES}, secret: one`, `${POSTGRES}, secret: two, port: 5433`);
    expect(moduleCalls('production', twice)).toHaveLength(2);
    expect(Object.keys(filesOf(twice)).filter((file) => file.endsWith('/main.tf'))).toEqual([
      'modules/postgres-single-user/main.tf',
      'modules/postgres-single-user/examples/complete/main.tf',
    ]);
  });

  test('gives functions that would need two master secrets or ports names of their own', () => {
    const calls = moduleCalls(
      'production',
      stackOf(PRIVATE, `${POSTGRES}, secret: one`, `${POSTGRES}, secret: two, port: 5433`),
    );
    const names = calls.map(({ inputs }) => JSON.stringify(inputs.function_name));
    expect(new Set(names).size).toBe(2);
    expect(new Set(calls.map(({ name }) => name)).size).toBe(2);
  });
});

test('a network that is read from its database is read in the root', () => {
  const { 'main.tf': main } = filesOf(
    stackOf(
      '\n      private: { lookup: { dbCluster: orders } }',
      `${MYSQL.replace('master,', 'rds-managed,')}, secret: one`,
    ),
  );
  expect(main).toContain('cluster_identifier = "orders"');
  expect(main).toMatch(/database_arn += data\.aws_rds_cluster\.private\.arn/);
  expect(main).toContain('source = "./modules/mysql-multi-user-managed-master"');
});

test('an endpoint that exists, and rules that are others’, are told', () => {
  const network = `${PRIVATE}
        databaseRules: none
        secretsManagerEndpoint: { existing: vpce-0a1b2c3d4e5f60718, rules: none }`;
  const [{ inputs }] = moduleCalls('production', stackOf(network, `${POSTGRES}, secret: one`));
  expect(JSON.parse(JSON.stringify(inputs))).toMatchObject({
    database_rules: 'none',
    secrets_manager_endpoint: 'existing',
    secrets_manager_endpoint_id: { text: '"vpce-0a1b2c3d4e5f60718"' },
    secrets_manager_endpoint_rules: 'none',
  });
});

test('text that looks like an expression stays text', () => {
  const stack = stackOf(PRIVATE, `${POSTGRES}, secret: one, excludeCharacters: '$\{%{"\\'`);
  expect(filesOf(stack)['variables.tf']).toContain('default     = "$${%%{\\"\\\\"');
});

test('fails when the stack is to call endpoints for FIPS, which a module does not', () => {
  const stack = { ...stackOf(PRIVATE, `${POSTGRES}, secret: one`), fips: true };
  expect(() => filesOf(stack)).toThrow(
    /stacks\.production\.fips: a module calls the usual endpoints.*\(FipsNotInModules\)/,
  );
});

test.each([
  ['{ cluster: orders }', { redshift_cluster_identifier: { text: '"orders"' } }],
  ['serverless', { redshift_warehouse: 'serverless' }],
])('a warehouse of Redshift, %s, is told with its master secret', (warehouse, told) => {
  const rotation = `engine: redshift, strategy: multi-user, network: private, masterSecret: 'redshift!orders', redshiftWarehouse: ${warehouse}, schedule: { everyDays: 30 }, secret: one`;
  const [{ inputs, design }] = moduleCalls('production', stackOf(PRIVATE, rotation));
  expect(design.masterManager).toBe('redshift');
  expect(JSON.parse(JSON.stringify(inputs))).toMatchObject({
    master_secret_name: { text: '"redshift!orders"' },
    ...told,
  });
});
