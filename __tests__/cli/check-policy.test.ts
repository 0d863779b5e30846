import { ExitStatus } from '../../src/cli/exit-status';
import { call, withFile, wordsOf } from './terminal';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf';

const policyOf = (action: string, resource = ARN): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });

const GOOD = policyOf('secretsmanager:GetSecretValue');
const WARNED = policyOf('secretsmanager:GetSecretValue', '*');
const WRONG = policyOf('secretsmanager:GetSecretValu');

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
    expect([status, out]).toEqual([ExitStatus.OK, '']);
    expect(err).toMatch(/warning ResourceWildcard[^]*0 errors, 1 warning\n$/);
  });

  test('ends with 1 for an error, and tells where it is', async () => {
    await withFile(WRONG, async (file) => {
      const { status, out, err } = await call(['check-policy', file]);
      expect([status, out]).toEqual([ExitStatus.FINDINGS, '']);
      expect(err).toBe(
        `${file} error ActionUnknown\n  Statement[0].Action\n  "secretsmanager:GetSecretValu" is no action of secretsmanager; did you mean "secretsmanager:GetSecretValue"?\n\n${file}: 1 error, 0 warnings\n`,
      );
    });
  });

  test('prints findings as JSON and nothing else', async () => {
    const { status, out, err } = await call(['check-policy', '--json', '-'], WRONG);
    expect([status, err]).toEqual([ExitStatus.FINDINGS, '']);
    expect(JSON.parse(out)).toEqual({
      findings: [
        {
          rule: 'ActionUnknown',
          severity: 'error',
          path: 'Statement[0].Action',
          message: expect.stringContaining('did you mean'),
          accessAnalyzer: 'INVALID_ACTION',
        },
      ],
    });
    expect(JSON.parse((await call(['check-policy', '--json', '-'], GOOD)).out)).toEqual({ findings: [] });
  });

  test.each([
    ['trust', 'PrincipalMissing'],
    ['kms-key', 'PrincipalMissing'],
    ['resource', 'PrincipalMissing'],
    ['endpoint', 'PrincipalMissing'],
  ])('judges a policy as what --type %s says', async (type, rule) => {
    const { out } = await call(['check-policy', '--type', type, '--json', '-'], GOOD);
    expect(JSON.parse(out).findings.map((finding: any) => finding.rule)).toContain(rule);
  });

  test.each([
    ['random bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1b]), 'NotJson'],
    ['20,000 brackets', '['.repeat(20_000), 'NestedTooDeeply'],
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, ' '), 'DocumentTooLarge'],
    ['nothing', '', 'NotJson'],
  ])('refuses %s with one finding', async (_, content, rule) => {
    const { status, out } = await call(['check-policy', '--json', '-'], content);
    expect(status).toBe(ExitStatus.FINDINGS);
    expect(JSON.parse(out).findings).toMatchObject([{ rule, severity: 'error' }]);
  });

  test.each([
    [['check-policy', 'no-such-file.json'], /cannot read "no-such-file.json": there is no such file/],
    [['check-policy', '.'], /it is a folder/],
    [['check-policy'], /missing required argument 'file'/],
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
