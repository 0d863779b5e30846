import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench } from '../src/rehearsal/workbench';

const { orders } = defaultStack().rotations;

/** What the stand-in of AWS is to have: two secrets, outside any VPC. */
const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      region: 'us-east-1',
      rotations: {
        orders: { ...orders, network: undefined },
        items: { ...orders, network: undefined, secret: 'production/items' },
      },
    },
  },
};

const HEAD = `
import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { DataAwsSecretsmanagerSecrets } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secrets';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { App, Fn, ITerraformDependable, TerraformIterator, TerraformStack } from 'cdktf';
import { RotationApplication, RotationSchedule, SecretRotation } from './src';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');

function rotate(each: TerraformIterator, secret: string, dependsOn: ITerraformDependable[] = []): void {
  const rotations = new SecretRotation(stack, 'Rotations', {
    secret,
    masterSecret: 'production/orders-master',
    application: RotationApplication.MYSQL_MULTI_USER,
    schedule: RotationSchedule.everyDays(30),
    dependsOn,
  });
  rotations.resource.forEach = each;
}
`;

/** Secrets of the program, with a first value each. */
const MADE = `
const secrets = new SecretsmanagerSecret(stack, 'Secrets', { forEach: databases, name });
const each = TerraformIterator.fromResources(secrets);
const versions = new SecretsmanagerSecretVersion(stack, 'Versions', {
  forEach: each,
  secretId: each.getString('id'),
  secretString: Fn.jsonencode({ engine: 'mysql', host: 'db.example.com', username: 'app', password: 'first' }),
});
rotate(each, each.getString('arn'), [versions]);
app.synth();
`;

const PROGRAMS = [
  {
    what: 'a map, which the program makes with their first values',
    program: `${HEAD}
const databases = TerraformIterator.fromMap({ one: 'made/one', other: 'made/other' });
const name = databases.value;
${MADE}`,
    secrets: ['made/one', 'made/other'],
  },
  {
    what: 'a list, which the program makes with their first values',
    program: `${HEAD}
const databases = TerraformIterator.fromList(['made/one', 'made/other']);
const name = databases.value;
${MADE}`,
    secrets: ['made/one', 'made/other'],
  },
  {
    what: 'a list of names, whose ARNs a data source knows',
    program: `${HEAD}
const names = TerraformIterator.fromList(['production/orders', 'production/items']);
const found = new DataAwsSecretsmanagerSecret(stack, 'Found', { forEach: names, name: names.value });
const each = TerraformIterator.fromDataSources(found);
rotate(each, each.getString('arn'));
app.synth();
`,
    secrets: ['production/items', 'production/orders'],
  },
  {
    what: 'a data source, which knows their ARNs when Terraform plans',
    program: `${HEAD}
const found = new DataAwsSecretsmanagerSecrets(stack, 'Found', {
  filter: [{ name: 'name', values: ['production/items'] }],
});
const arns = TerraformIterator.fromList(found.arns);
rotate(arns, arns.value);
app.synth();
`,
    secrets: ['production/items'],
  },
];

const bench = onWorkbench(CONFIGURATION);

describe('one rotation of an iterator rotates the secrets of', () => {
  test.each(PROGRAMS)('$what', async ({ program, secrets }) => {
    const { project } = bench();
    await project.synthProgram(program);
    await project.init('production');
    await project.apply('production');

    const { rotations } = await bench().ledger();
    expect(rotations.map(({ secret }) => secret).sort()).toEqual(secrets);
    expect(rotations.filter(({ hasValue }) => !hasValue)).toEqual([]);
    expect((await bench().inventory()).functions).toHaveLength(1);
    expect(await project.plan('production')).toContain('No changes.');

    await project.destroy('production');
    const { secrets: left, functions } = await bench().inventory();
    expect(functions).toEqual([]);
    expect(left.filter(({ RotationEnabled }) => RotationEnabled)).toEqual([]);
  });

  test('but not by their names, which each apply would turn off and on again', async () => {
    const { project } = bench();
    await project.synthProgram(`${HEAD}
const names = TerraformIterator.fromList(['production/orders']);
rotate(names, names.value);
app.synth();
`);
    await project.init('production');

    await expect(project.apply('production')).rejects.toThrow(/the\s+secret\s+is\s+no\s+full\s+ARN/);
    expect((await bench().ledger()).operations).toEqual([]);
  });
});
