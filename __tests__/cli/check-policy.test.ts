import Ajv from 'ajv';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ExitStatus } from '../../src/cli/exit-status';
import { rules } from '../../src/policy/data/rules.json';
import { call, withFile, wordsOf } from './terminal';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf';

const PLAN = join(__dirname, '..', 'policy', 'plans', 'every-place.json');

const policyOf = (action: string, resource = ARN): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });

const GOOD = policyOf('secretsmanager:GetSecretValue');
const WARNED = policyOf('secretsmanager:GetSecretValue', '*');
const WRONG = policyOf('secretsmanager:GetSecretValu');

const findingsIn = (out: string): any[] => JSON.parse(out).findings;

/** Uses a folder with files in it, and removes it. */
async function withFolder<T>(files: Record<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  Object.entries(files).forEach(([name, content]) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  });
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('check-policy', () => {
  test('ends with 0 for a good policy', async () => {
    expect(await call(['check-policy', '-'], GOOD)).toEqual({
      status: ExitStatus.OK,
      out: '',
      err: 'standard input: 0 errors, 0 warnings\n',
    });
  });

  test('ends with 0 for a warning, and tells it', async () => {
    const { status, out, err } = await call(['check-policy', '-'], WARNED);
    expect([status, err]).toEqual([ExitStatus.OK, 'standard input: 0 errors, 1 warning\n']);
    expect(out).toMatch(/^standard input warning ResourceWildcard\n {2}Statement\[0\]\.Resource\n/);
  });

  test('ends with 1 for a warning where it is told to fail on one', async () => {
    expect((await call(['check-policy', '-', '--fail-on', 'warning'], WARNED)).status).toBe(
      ExitStatus.FINDINGS,
    );
    expect((await call(['check-policy', '-', '--fail-on', 'warning'], GOOD)).status).toBe(ExitStatus.OK);
    expect((await call(['check-policy', '-', '--fail-on', 'error'], WARNED)).status).toBe(ExitStatus.OK);
  });

  test('ends with 1 for an error, tells where it is on the standard output, and how many there are on the other', async () => {
    await withFile(WRONG, async (file) => {
      expect(await call(['check-policy', file])).toEqual({
        status: ExitStatus.FINDINGS,
        out: `${file} error ActionUnknown\n  Statement[0].Action\n  "secretsmanager:GetSecretValu" is no action of secretsmanager; did you mean "secretsmanager:GetSecretValue"?\n`,
        err: `${file}: 1 error, 0 warnings\n`,
      });
    });
  });

  test.each([['--json'], ['--format', 'json'], ['--json', '--format', 'json']])(
    'prints findings as JSON and nothing else with %s %s',
    async (...options) => {
      const { status, out, err } = await call(['check-policy', ...options.filter(Boolean), '-'], WRONG);
      expect([status, err]).toEqual([ExitStatus.FINDINGS, '']);
      expect(findingsIn(out)).toEqual([
        {
          rule: 'ActionUnknown',
          severity: 'error',
          path: 'Statement[0].Action',
          message: expect.stringContaining('did you mean'),
          accessAnalyzer: 'INVALID_ACTION',
        },
      ]);
      expect(findingsIn((await call(['check-policy', '--json', '-'], GOOD)).out)).toEqual([]);
    },
  );

  test.each([
    ['trust', 'PrincipalMissing'],
    ['kms-key', 'PrincipalMissing'],
    ['resource', 'PrincipalMissing'],
    ['endpoint', 'PrincipalMissing'],
  ])('judges a policy as what --type %s says', async (type, rule) => {
    const { out } = await call(['check-policy', '--type', type, '--json', '-'], GOOD);
    expect(findingsIn(out).map((finding) => finding.rule)).toContain(rule);
  });

  test.each([
    ['random bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1b]), 'NotJson'],
    ['20,000 brackets', '['.repeat(20_000), 'NestedTooDeeply'],
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, ' '), 'DocumentTooLarge'],
    ['nothing', '', 'NotJson'],
  ])('refuses %s with one finding', async (_, content, rule) => {
    const { status, out } = await call(['check-policy', '--json', '-'], content);
    expect(status).toBe(ExitStatus.FINDINGS);
    expect(findingsIn(out)).toMatchObject([{ rule, severity: 'error' }]);
  });

  test.each([
    [['check-policy', 'no-such-file.json'], /cannot read "no-such-file.json": there is no such file/],
    [['check-policy', join('.', '.github')], /there is no such file|no file in/],
    [['check-policy'], /missing required argument 'file'/],
    [['check-policy', '-', '--plan', '-'], /the standard input can be read once/],
    [['check-policy', '-', '-'], /the standard input can be read once/],
    [['check-policy', '-', '--json', '--format', 'sarif'], /--json and --format sarif ask for two formats/],
    [['check-policy', '-', '--format', 'xml'], /Allowed choices are text, json, sarif, github/],
    [['check-policy', '-', '--jsn'], /unknown option '--jsn'[^]*--json/],
    [
      ['check-policy', '-', '--type', 'role'],
      /Allowed choices are identity, trust, resource, kms-key, endpoint/,
    ],
    [['check-polcy', '-'], /unknown command 'check-polcy'[^]*check-policy/],
  ])('ends with 2 for a wrong call: %j', async (args, message) => {
    const { status, out, err } = await call(args);
    expect([status, out]).toEqual([ExitStatus.WRONG_CALL, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('shows an example that works', async () => {
    const { status, out } = await call(['check-policy', '--help']);
    const [, echoed, command] = /\$ echo (.+) \| secret-rotation (.+)\n/.exec(out)!;
    expect(status).toBe(ExitStatus.OK);
    expect((await call(wordsOf(command), wordsOf(echoed)[0])).status).toBe(ExitStatus.OK);
  });
});

describe('check-policy of several files and folders', () => {
  const FILES = {
    'a/good.json': GOOD,
    'a/b/wrong.json': WRONG,
    'a/package.json': '{"name":"x"}',
    'a/notes.txt': WRONG,
    'a/.hidden/wrong.json': WRONG,
    'a/node_modules/x/wrong.json': WRONG,
    'a/broken.json': '{"Statement": [}',
    'other.json': WARNED,
  };

  test('judges what holds a policy in them, and names the file of each finding', async () => {
    await withFolder(FILES, async (folder) => {
      const args = [join(folder, 'other.json'), join(folder, 'a')];
      const { status, out, err } = await call(['check-policy', '--json', ...args]);
      expect([status, err]).toEqual([ExitStatus.FINDINGS, '']);
      expect(findingsIn(out).map(({ file, rule }) => [file, rule])).toEqual([
        [join(folder, 'other.json'), 'ResourceWildcard'],
        [join(folder, 'a', 'b', 'wrong.json'), 'ActionUnknown'],
        [join(folder, 'a', 'broken.json'), 'NotJson'],
      ]);
    });
  });

  test('counts the findings of each, those of all, and the files that hold none', async () => {
    await withFolder(FILES, async (folder) => {
      const { out, err } = await call(['check-policy', join(folder, 'other.json'), join(folder, 'a')]);
      expect(out.split('\n\n').map((paragraph) => paragraph.split('\n')[0])).toEqual([
        `${join(folder, 'other.json')} warning ResourceWildcard`,
        `${join(folder, 'a', 'b', 'wrong.json')} error ActionUnknown`,
        `${join(folder, 'a', 'broken.json')} error NotJson`,
      ]);
      expect(err.split(folder).join('folder')).toBe(
        [
          'folder/other.json: 0 errors, 1 warning',
          'folder/a/b/wrong.json: 1 error, 0 warnings',
          'folder/a/broken.json: 1 error, 0 warnings',
          'folder/a/good.json: 0 errors, 0 warnings; 1 file holds no policy',
          'all 4: 2 errors, 1 warning',
          '',
        ].join('\n'),
      );
    });
  });

  test('follows no links in folders', async () => {
    await withFolder({ 'a/good.json': GOOD, 'elsewhere/wrong.json': WRONG }, async (folder) => {
      symlinkSync(join(folder, 'elsewhere'), join(folder, 'a', 'link'));
      symlinkSync(join(folder, 'elsewhere', 'wrong.json'), join(folder, 'a', 'link.json'));
      expect((await call(['check-policy', join(folder, 'a')])).status).toBe(ExitStatus.OK);
    });
  });

  test('ends with 2 for a folder without policies', async () => {
    await withFolder({ 'package.json': '{}' }, async (folder) => {
      const { status, err } = await call(['check-policy', folder]);
      expect(status).toBe(ExitStatus.WRONG_CALL);
      expect(err).toMatch(/no file in ".*" holds a policy/);
    });
  });
});

describe('check-policy of a plan', () => {
  test('judges each policy as what its attribute says, and names the resource', async () => {
    const { status, out } = await call(['check-policy', '--plan', PLAN, '--json']);
    expect(status).toBe(ExitStatus.FINDINGS);
    const found = findingsIn(out).map(({ address, attribute, rule }) => `${address} ${attribute} ${rule}`);
    expect(found).toMatchInlineSnapshot(`
[
  "aws_iam_policy.read policy SecretArnMatchesNothing",
  "aws_iam_role.rotation inline_policy[0].policy ActionUnknown",
  "aws_iam_role.rotation assume_role_policy ServicePrincipalUnknown",
  "aws_kms_key.orders policy KeyPolicyLockout",
  "aws_s3_bucket_policy.reports policy PrincipalWildcard",
  "aws_secretsmanager_secret_policy.orders policy OpenToEverybody",
  "aws_secretsmanager_secret_policy.orders policy ActionNotForPolicy",
  "aws_sns_topic_policy.alarms policy ServicePrincipalWithoutSource",
  "aws_sqs_queue.failed policy PrincipalMalformed",
  "aws_vpc_endpoint.secrets policy ActionUnknown",
  "module.app["billing"].aws_iam_user_policy.read[0] policy RegionUnknown",
  "module.app["billing"].aws_iam_user_policy.read[1] policy RegionUnknown",
  "module.app["orders"].aws_iam_user_policy.read[0] policy RegionUnknown",
  "module.app["orders"].aws_iam_user_policy.read[1] policy RegionUnknown",
  "aws_lambda_permission.any_account  ServicePrincipalWithoutSource",
  "aws_lambda_permission.everybody  OpenToEverybody",
]
`);
  });

  test('counts what is known after the apply only, and what is sensitive', async () => {
    const { err } = await call(['check-policy', '--plan', PLAN]);
    expect(err).toContain(
      '16 policies judged; 2 known after apply only, not judged; 2 marked as sensitive, not judged\n',
    );
  });

  test('names a policy as Terraform does, and takes the plan from the standard input', async () => {
    const { out } = await call(['check-policy', '--plan', '-'], readFileSync(PLAN));
    expect(out).toContain('\naws_iam_role.rotation.assume_role_policy error ServicePrincipalUnknown\n');
    expect(out).toContain('\nmodule.app["billing"].aws_iam_user_policy.read[1].policy error RegionUnknown\n');
  });

  test.each([
    ['{}', 'it has neither "planned_values" nor "values"'],
    ['PK\u0003\u0004', 'it is not JSON'],
    ['['.repeat(600), 'it nests deeper than 500 levels'],
  ])('ends with 2 for %j, and says how to write one', async (text, reason) => {
    const { status, out, err } = await call(['check-policy', '--plan', '-'], text);
    expect([status, out]).toEqual([ExitStatus.WRONG_CALL, '']);
    expect(err).toContain(reason);
    expect(err).toContain('terraform show -json');
  });
});

describe('check-policy --format sarif', () => {
  const published = JSON.parse(
    readFileSync(join(__dirname, '..', 'support', 'sarif-2.1.0.schema.json'), 'utf8'),
  );
  // It is of draft 4, whose keywords for the schema itself have other names.
  const schema = { ...published, $schema: undefined, id: undefined };
  const validate = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    logger: false,
  }).compile(schema);

  test.each([
    ['a wrong policy', ['-'], WRONG],
    ['a good policy', ['-'], GOOD],
    ['what is no JSON', ['-'], '{'],
    ['a plan', ['--plan', PLAN], ''],
  ])('meets the published schema for %s', async (_name, args, text) => {
    const { out } = await call(['check-policy', '--format', 'sarif', ...args], text);
    validate(JSON.parse(out));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('fails the published schema where it is not SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  test('names rule, level, help, place and what Access Analyzer calls it', async () => {
    const text = JSON.stringify(JSON.parse(WRONG), null, 2);
    await withFile(text, async (file) => {
      const { out, err } = await call(['check-policy', '--format', 'sarif', file]);
      const [{ tool, results }] = JSON.parse(out).runs;
      expect(err).toBe(`${file}: 1 error, 0 warnings\n`);
      expect(tool.driver.rules).toMatchObject([
        {
          id: 'ActionUnknown',
          shortDescription: { text: rules.find(({ id }) => id === 'ActionUnknown')!.what },
          helpUri: expect.stringMatching(/^https:.*\/docs\/policy-rules\.md#actionunknown$/),
          defaultConfiguration: { level: 'error' },
        },
      ]);
      expect(results).toMatchObject([
        {
          ruleId: 'ActionUnknown',
          ruleIndex: 0,
          level: 'error',
          locations: [
            {
              physicalLocation: { region: { startLine: 6, startColumn: 17 } },
              logicalLocations: [{ fullyQualifiedName: 'Statement[0].Action' }],
            },
          ],
          properties: { accessAnalyzer: 'INVALID_ACTION' },
        },
      ]);
    });
  });

  test('keeps a file relative to where it is called', async () => {
    const { out } = await call(['check-policy', '--format', 'sarif', 'package.json']);
    const [{ results }] = JSON.parse(out).runs;
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('package.json');
  });
});

describe('check-policy --format github', () => {
  test('writes a workflow command for each finding', async () => {
    await withFile(WRONG, async (file) => {
      const { out } = await call(['check-policy', '--format', 'github', file]);
      expect(out).toBe(
        `::error file=${file},line=1,col=65,title=ActionUnknown::Statement[0].Action: "secretsmanager:GetSecretValu" is no action of secretsmanager; did you mean "secretsmanager:GetSecretValue"?\n`,
      );
    });
  });

  test('lets no file write a command of its own', async () => {
    const text = policyOf('secretsmanager:Get\r\n::error file=a,line=1::b%0A\u202e');
    await withFolder({ 'a,b:c%.json': text }, async (folder) => {
      const { out } = await call(['check-policy', '--format', 'github', join(folder, 'a,b:c%.json')]);
      expect(out.trimEnd().split('\n')).toHaveLength(1);
      expect(out).toContain('/a%2Cb%3Ac%25.json,line=1,');
      expect(out).not.toMatch(/\r|\u202e/);
    });
  });
});
