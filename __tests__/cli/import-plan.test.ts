import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ExitStatus } from '../../src/cli/exit-status';
import { ROTATION } from '../support/configuration';
import { call, Outcome, wordsOf } from './terminal';

const network = {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  subnetIds: ['subnet-0a1b2c3d4e5f60718'],
  databaseSecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
};

const rotation = { ...ROTATION, function: 'orders' };

const stack = {
  region: 'us-east-1',
  networks: { private: network },
  functions: { orders: { name: 'rotate-orders', stackName: 'MyStack' } },
  rotations: { orders: rotation },
};

const FUNCTION_OF_APPLICATION = 'aws_serverlessapplicationrepository_cloudformation_stack';

const EXAMPLES: Readonly<Record<string, string>> = {
  aws_security_group: 'sg-0a1b2c3d4e5f60718',
  aws_vpc_endpoint: 'vpce-0a1b2c3d4e5f60718',
  aws_vpc_security_group_ingress_rule: 'sgr-0a1b2c3d4e5f60718',
  aws_vpc_security_group_egress_rule: 'sgr-0a1b2c3d4e5f60718',
  aws_lambda_permission: 'SecretsManagerAccess',
  aws_iam_role_policy: 'ReadMasterSecret',
  aws_iam_role: 'rotate-orders-role',
};

let folder: string;
let before: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-plan-'));
  before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = join(folder, 'out');
});

afterEach(() => {
  if (before === undefined) delete process.env.CDKTF_OUTDIR;
  else process.env.CDKTF_OUTDIR = before;
  rmSync(folder, { recursive: true });
});

function importPlan(config: object, ...options: readonly string[]): Promise<Outcome> {
  const file = join(folder, 'rotation.yaml');
  writeFileSync(file, stringify({ version: 1, stacks: config }));
  return call(['import-plan', file, ...options]);
}

const written = (name = 'production'): string => join(folder, 'out', 'stacks', name, 'imports.tf.json');

/** The addresses that a call asks for, by the messages that it prints. */
async function askedFor(config: object, ...options: readonly string[]): Promise<string[]> {
  const { err } = await importPlan(config, ...options);
  return [...err.matchAll(/--id '([^=]+)=/g)].map(([, address]) => address);
}

/** An id for all that is asked for, each another one where AWS tells them apart by it. */
function idsFor(addresses: readonly string[]): string[] {
  return addresses.flatMap((address, index) => {
    const example = EXAMPLES[address.split('.')[0]];
    return ['--id', `${address}=${example.replace(/(?<=-[0-9a-f]{15})18$/, String(index + 20))}`];
  });
}

const ID_OF_AWS = /^(sg|sgr|vpce)-[0-9a-f]{17}$/;

async function blocksOf(config: object, ...options: readonly string[]): Promise<Record<string, string>> {
  const { status, err } = await importPlan(config, ...options);
  expect([status, status === ExitStatus.OK ? '' : err]).toEqual([ExitStatus.OK, '']);
  const { import: blocks } = JSON.parse(readFileSync(written(), 'utf8'));
  return Object.fromEntries(blocks.map(({ to, id }: { to: string; id: string }) => [to.split('.')[0], id]));
}

describe('the import blocks of a stack', () => {
  test('have what follows from the configuration, and what was given', async () => {
    const asked = await askedFor({ production: stack });
    expect(asked).toHaveLength(9);

    expect(await blocksOf({ production: stack }, ...idsFor(asked))).toEqual({
      aws_serverlessapplicationrepository_cloudformation_stack: 'MyStack',
      aws_secretsmanager_secret_rotation: expect.stringMatching(
        /^\$\{data\.aws_secretsmanager_secret\..*\.arn\}$/,
      ),
      aws_security_group: expect.stringMatching(ID_OF_AWS),
      aws_vpc_endpoint: expect.stringMatching(ID_OF_AWS),
      aws_vpc_security_group_ingress_rule: expect.stringMatching(ID_OF_AWS),
      aws_vpc_security_group_egress_rule: expect.stringMatching(ID_OF_AWS),
      aws_lambda_permission: expect.stringMatching(/^\$\{element\(.*\}\/SecretsManagerAccess$/),
      aws_iam_role_policy: expect.stringMatching(/^\$\{basename\(.*\}:ReadMasterSecret$/),
    });
  });

  test('are in the folder of the stack, whose name is printed', async () => {
    const config = { production: stack, live: { ...stack, region: 'eu-west-1' } };
    const asked = await askedFor(config, '--stack', 'live');
    const { status, out } = await importPlan(config, '--stack', 'live', ...idsFor(asked));
    expect([status, out]).toEqual([ExitStatus.OK, `${written('live')}\n`]);
    expect(existsSync(written())).toBe(false);
  });

  test('leave out what is new, and what belongs to it', async () => {
    const asked = await askedFor({ production: stack });
    const group = asked.find((address) => address.includes('Network_SecurityGroup'))!;
    const policy = asked.find((address) => address.startsWith('aws_iam_role_policy'))!;
    const rest = await askedFor({ production: stack }, '--new', group, '--new', policy);
    expect(rest.map((address) => address.split('.')[0]).sort()).toEqual([
      'aws_lambda_permission',
      'aws_security_group',
      'aws_vpc_endpoint',
    ]);
    const blocks = await blocksOf({ production: stack }, '--new', group, '--new', policy, ...idsFor(rest));
    expect(Object.keys(blocks)).not.toContain('aws_vpc_security_group_ingress_rule');
    expect(Object.keys(blocks)).not.toContain('aws_iam_role_policy');
  });

  test('leave out permission and policies of a function that is new', async () => {
    const { err } = await importPlan({ production: stack });
    expect(err).toContain('aws_lambda_permission');
    const rest = await askedFor(
      { production: stack },
      '--new',
      'aws_serverlessapplicationrepository_cloudformation_stack.rotate-orders',
    );
    expect(rest.filter((address) => /permission|role_policy/.test(address))).toEqual([]);
  });

  test('know a function of one’s own by its name, and ask for its role', async () => {
    const own = {
      name: 'rotate-orders',
      code: { s3: { bucket: 'code', key: 'rotate.zip' } },
      handler: 'rotate.handler',
      runtime: 'python3.13',
      logs: { retentionDays: 30 },
    };
    const config = {
      production: {
        region: 'us-east-1',
        functions: { orders: own },
        rotations: { orders: { ...rotation, network: undefined } },
      },
    };
    const asked = await askedFor(config);
    const { orders } = config.production.functions;
    const unpackaged = { ...orders, code: { zip: 'gone.zip' } };
    expect(
      await askedFor({ production: { ...config.production, functions: { orders: unpackaged } } }),
    ).toEqual(asked);
    expect(asked.map((address) => address.split('.')[0]).sort()).toEqual([
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_iam_role_policy',
      'aws_lambda_permission',
    ]);
    const arn = 'arn:aws:iam::123456789012:role/service-role/rotate';
    const ids = idsFor(asked).map((text) =>
      text.replace(/rotate-orders-role$/, arn).replace(/(?<=_MasterSecretPolicy_\w+=).*/, 'ReadSuperuser'),
    );
    expect((await importPlan(config, ...idsFor(asked))).err).toContain(
      '"ReadMasterSecret" is given for more than one address',
    );
    expect(await blocksOf(config, ...ids)).toMatchObject({
      aws_lambda_function: 'rotate-orders',
      aws_cloudwatch_log_group: '/aws/lambda/rotate-orders',
      aws_iam_role: 'rotate',
    });
  });

  test('know a function that exists by the name in its ARN', async () => {
    const existing = 'arn:aws:lambda:us-east-1:123456789012:function:rotate-legacy';
    const config = {
      production: {
        region: 'us-east-1',
        functions: { orders: { existing } },
        rotations: { orders: { ...rotation, network: undefined } },
      },
    };
    const { err } = await importPlan(config);
    expect(err).toContain('aws lambda get-policy --function-name rotate-legacy ');
    const blocks = await blocksOf(config, ...idsFor(await askedFor(config)));
    expect(blocks.aws_lambda_permission).toBe('rotate-legacy/SecretsManagerAccess');
  });

  test('know the role of a function that exists by its name, where that is given', async () => {
    const existing = 'arn:aws:lambda:us-east-1:123456789012:function:rotate-legacy';
    const config = {
      production: {
        region: 'us-east-1',
        functions: { orders: { existing, roleName: 'legacy-role' } },
        rotations: { orders: { ...rotation, network: undefined } },
      },
    };
    const { err } = await importPlan(config);
    expect(err).toContain('the inline policy for master secrets in the role legacy-role is missing');
    expect(err).toContain('aws iam list-role-policies --role-name legacy-role --region us-east-1');
    const blocks = await blocksOf(config, ...idsFor(await askedFor(config)));
    expect(blocks.aws_iam_role_policy).toBe('legacy-role:ReadMasterSecret');
  });

  test('are for one VPC each where Terraform looks the VPC up', async () => {
    const config = {
      production: {
        ...stack,
        networks: { private: { lookup: { dbInstance: 'orders' } } },
      },
    };
    const asked = await askedFor(config);
    const endpoint = asked.find((address) => address.startsWith('aws_vpc_endpoint'))!;
    const key = '["vpc-0a1b2c3d4e5f60718"]';
    expect(endpoint.slice(-key.length)).toBe(key);
    const { aws_vpc_endpoint: id } = await blocksOf(config, ...idsFor(asked));
    expect(id).toMatch(ID_OF_AWS);

    const address = endpoint.slice(0, -key.length);
    for (const wrong of [address, `${address}["KEY"]`, `${address}[0]`]) {
      const { status, err } = await importPlan(config, '--id', `${wrong}=vpce-0a1b2c3d`);
      expect(status).toBe(ExitStatus.WRONG_CALL);
      expect(err).toContain(
        `${JSON.stringify(wrong)} is not the address of one instance: write ${endpoint}, where the key is the id of the VPC`,
      );
    }
  });

  test('may be new as all instances, and as one of several', async () => {
    const config = { production: { ...stack, networks: { private: { lookup: { dbInstance: 'orders' } } } } };
    const asked = await askedFor(config);
    const endpoint = asked.find((address) => address.startsWith('aws_vpc_endpoint'))!;
    const [address] = endpoint.split('[');
    for (const missing of [address, endpoint])
      expect(await askedFor(config, '--new', missing)).toEqual(asked.filter((one) => one !== endpoint));

    const other = `${address}["vpc-0a1b2c3d"]`;
    const blocks = await blocksOf(config, ...idsFor(asked), '--new', other);
    expect(blocks.aws_vpc_endpoint).toMatch(ID_OF_AWS);
  });
});

describe('import-plan says', () => {
  test('what is missing, and the command that prints it', async () => {
    const { status, err, out } = await importPlan({ production: { ...stack, profile: 'acme' } });
    expect([status, out]).toEqual([ExitStatus.WRONG_CALL, '']);
    expect(existsSync(written())).toBe(false);
    expect(err.split('\n').find((line) => line.includes('3306') && line.includes('ingress'))).toBe(
      "error: the id of the ingress rule of sg-0a1b2c3d4e5f60718 for the security group of rotate-orders on port 3306 is missing, which AWS alone knows; if it exists, give --id 'aws_vpc_security_group_ingress_rule.Functions_function-orders_Network_Database-sg-0a1b2c3d4e5f60718-3306_Ingress_E5DF29E8=sgr-0a1b2c3d4e5f60718' with what this prints: aws ec2 describe-security-group-rules --filters Name=group-id,Values=sg-0a1b2c3d4e5f60718 --query \"SecurityGroupRules[?IsEgress==\\`false\\` && FromPort==\\`3306\\`].[SecurityGroupRuleId,ReferencedGroupInfo.GroupId,CidrIpv4]\" --output text --region us-east-1 --profile acme ; if Terraform is to make it, give --new 'aws_vpc_security_group_ingress_rule.Functions_function-orders_Network_Database-sg-0a1b2c3d4e5f60718-3306_Ingress_E5DF29E8' (ImportIdMissing)",
    );
  });

  test('the id of a group in the commands for its rules, once it is given', async () => {
    const asked = await askedFor({ production: stack });
    const group = asked.find((address) => address.includes('Network_SecurityGroup'))!;
    const { err } = await importPlan({ production: stack }, '--id', `${group}=sg-0a1b2c3d4e5f60720`);
    expect(err).toContain('Values=sg-0a1b2c3d4e5f60720 ');
  });

  test('which functions have names that nobody gave', async () => {
    const config = { production: { ...stack, functions: { orders: {} } } };
    const { err } = await importPlan(config, ...idsFor(await askedFor(config)));
    expect(err).toContain('The names of these are made up by this package');
    expect(err).toContain('cloudformation_stack.SecretsManager-production-orders\n');
    const named = await importPlan({ production: stack }, ...idsFor(await askedFor({ production: stack })));
    expect(named.err).not.toContain('made up');
  });

  test('nothing of the names of functions that are new', async () => {
    const config = { production: { ...stack, functions: { orders: {} } } };
    const made = `${FUNCTION_OF_APPLICATION}.SecretsManager-production-orders`;
    const asked = await askedFor(config, '--new', made);
    const { status, err } = await importPlan(config, '--new', made, ...idsFor(asked));
    expect([status, err]).toEqual([ExitStatus.OK, expect.not.stringContaining('made up')]);
  });

  test('which policies are replaced', async () => {
    const asked = await askedFor({ production: stack });
    const { err } = await importPlan({ production: stack }, ...idsFor(asked));
    const policy = asked.find((address) => address.startsWith('aws_iam_role_policy'))!;
    expect(err).toContain(`before it removes the imported ones: ${policy}\n`);
  });
});

describe('import-plan fails when', () => {
  const ADDRESS = 'aws_vpc_endpoint.Networks_Endpoints_vpc-0a1b2c3d4e5f60718_5A262E86';

  test.each([
    [
      ['--id', 'vpce-0a1b2c3d'],
      '--id "vpce-0a1b2c3d" is not an address of Terraform, an equals sign and the id',
    ],
    [['--id', `${ADDRESS}=`], 'is not an address of Terraform, an equals sign and the id'],
    [
      ['--id', `${ADDRESS}=vpce-1`],
      `"vpce-1" is not the id of ${ADDRESS}; it looks like vpce-0a1b2c3d4e5f60718`,
    ],
    [
      ['--id', `${ADDRESS}[0]=vpce-0a1b2c3d`],
      `"${ADDRESS}[0]" is not the address of one instance: write ${ADDRESS} (`,
    ],
    [
      ['--id', `${ADDRESS}=vpce-0a1b2c3d`, '--id', `${ADDRESS}=vpce-0a1b2c3e`],
      `"${ADDRESS}" has two ids; give one --id for it`,
    ],
    [
      ['--id', `${ADDRESS}=vpce-0a1b2c3d`, '--new', ADDRESS],
      `"${ADDRESS}" has an --id and is said to be --new; give one of the two`,
    ],
    [
      ['--new', `${ADDRESS}X`],
      `the stack makes nothing at "${ADDRESS}X" that can be imported; did you mean "${ADDRESS}"?`,
    ],
    [['--new', 'terraform_data.X'], 'the stack makes nothing at "terraform_data.X" that can be imported'],
    [['--stack', 'live'], 'what was given to --stack is not allowed'],
  ])('it is called with %j', async (options, message) => {
    const { status, err } = await importPlan({ production: stack }, ...options);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toContain(message);
    expect(existsSync(written())).toBe(false);
  });

  test('what has an id belongs to what is new', async () => {
    const asked = await askedFor({ production: stack });
    const made = `${FUNCTION_OF_APPLICATION}.rotate-orders`;
    const { status, err } = await importPlan({ production: stack }, '--new', made, ...idsFor(asked));
    expect([status, existsSync(written())]).toEqual([ExitStatus.WRONG_CALL, false]);
    const permission = asked.find((address) => address.startsWith('aws_lambda_permission'))!;
    expect(err).toContain(
      `"${permission}" has an --id and belongs to ${made}, which is said to be --new and cannot have had it; give one of the two`,
    );
  });

  test('instances have ids of what is new as a whole', async () => {
    const config = { production: { ...stack, networks: { private: { lookup: { dbInstance: 'orders' } } } } };
    const asked = await askedFor(config);
    const [address] = asked.find((one) => one.startsWith('aws_vpc_endpoint'))!.split('[');
    const { status, err } = await importPlan(config, '--new', address, ...idsFor(asked));
    expect([status, err]).toEqual([
      ExitStatus.WRONG_CALL,
      expect.stringContaining('has an --id and is said to be --new'),
    ]);
  });

  test('an id is given that follows from the configuration', async () => {
    const asked = await askedFor({ production: stack });
    const made = `${FUNCTION_OF_APPLICATION}.rotate-orders`;
    const { status, err } = await importPlan({ production: stack }, ...idsFor(asked), '--id', `${made}=x`);
    expect([status, existsSync(written())]).toEqual([ExitStatus.WRONG_CALL, false]);
    expect(err).toContain(`the id of ${made} follows from the configuration`);
  });

  test('two addresses have the same thing, but not where only its name is the same', async () => {
    const names = ['orders', 'items'];
    const config = {
      production: {
        ...stack,
        functions: Object.fromEntries(names.map((name) => [name, { name, stackName: name }])),
        rotations: Object.fromEntries(
          names.map((name) => [name, { ...ROTATION, secret: name, function: name }]),
        ),
      },
    };
    const asked = await askedFor(config);
    const one = EXAMPLES.aws_security_group;
    const ids = idsFor(asked).map((text) => text.replace(/=sg-.*/, `=${one}`));
    const { status, err } = await importPlan(config, ...ids);
    expect([status, existsSync(written())]).toEqual([ExitStatus.WRONG_CALL, false]);
    expect(err).toContain(`"${one}" is given for more than one address`);
    expect(err).not.toContain('SecretsManagerAccess');
    expect(err).not.toContain('ReadMasterSecret');
  });

  test('the configuration has several stacks, and none is named', async () => {
    const config = { production: stack, live: { ...stack, region: 'eu-west-1' } };
    const { status, err } = await importPlan(config);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toContain(
      'the configuration has several stacks, and the imports are those of one; name it in --stack: production, live',
    );
  });

  test('the configuration has an error, which it tells', async () => {
    const { status, err } = await importPlan({
      production: { ...stack, rotations: { orders: { ...rotation, engine: 'msql' } } },
    });
    expect([status, existsSync(written())]).toEqual([ExitStatus.FINDINGS, false]);
    expect(err).toContain('did you mean "mysql"?');
  });
});

test('the example in the help is a call that is understood', async () => {
  const { out } = await call(['import-plan', '--help']);
  const [, line] = /\$ secret-rotation (.*)\n/.exec(out)!;
  const [, , ...options] = wordsOf(line);
  const { err } = await importPlan({ production: stack }, ...options);
  expect(err).toMatch(/ImportIdMissing|AddressUnknown/);
});
