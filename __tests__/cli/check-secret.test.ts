import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import fc from 'fast-check';
import { run } from '../../src/cli/run';
import { MASTER_ARN } from '../support/examples';

const SECRET = {
  engine: 'mysql',
  host: 'orders.abc123.us-east-1.rds.amazonaws.com',
  username: 'orders',
  password: 'correct-horse',
};

const MASTER = { ...SECRET, username: 'admin' };

const MYSQL = ['--engine', 'mysql', '--strategy', 'single-user'];

const MYSQL_MULTI_USER = ['--engine', 'mysql', '--strategy', 'multi-user'];

describe('secret-rotation check-secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-secret-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: unknown): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  async function call(
    args: readonly string[],
    standardInput = '',
  ): Promise<{ status: number; out: string; err: string }> {
    const said = { out: '', err: '' };
    const input = openSync(file('standard-input', standardInput), 'r');
    const status = await run(['check-secret', ...args], {
      input,
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
    });
    closeSync(input);
    const [out, err] = [said.out, said.err].map((text) => text.split(folder).join('folder'));
    return { status, out, err };
  }

  test('ends with 0 for a secret that can be rotated', async () => {
    expect(await call([file('right.json', SECRET), ...MYSQL])).toEqual({
      status: 0,
      out: '',
      err: 'folder/right.json: 0 errors, 0 warnings\n',
    });
  });

  test('ends with 0 when there are warnings only', async () => {
    const { status, out, err } = await call([
      file('aurora.json', { ...SECRET, engine: 'aurora-mysql' }),
      ...MYSQL,
    ]);

    expect(status).toBe(0);
    expect(out).toContain('warning EngineRecent');
    expect(err).toBe('folder/aurora.json: 0 errors, 1 warning\n');
  });

  test('ends with 1 for a secret that cannot be rotated, and says why without a word of it', async () => {
    const wrong = {
      ...SECRET,
      host: 'mysql://orders:correct-horse@10.0.0.1:3306',
      user_name: 'orders',
      username: undefined,
    };
    const { status, out, err } = await call([file('wrong.json', wrong), ...MYSQL_MULTI_USER]);

    expect({ status, err }).toEqual({ status: 1, err: 'folder/wrong.json: 3 errors, 0 warnings\n' });
    expect(out).toMatchInlineSnapshot(`
"folder/wrong.json error MisspeltKey
  user_name
  the rotation function does not read the key "user_name"; did you mean "username"? upper and lower case matter

folder/wrong.json error MasterArnMissing
  masterarn
  the key "masterarn" is missing; the rotation function finds the master secret by it, and by nothing else

folder/wrong.json error HostNotName
  host
  this is not a DNS name; write the name alone, such as orders.abc123.us-east-1.rds.amazonaws.com, without scheme, user, port, path and spaces; the port stands under "port"
"
`);
  });

  test('compares the secret with its master secret', async () => {
    const secret = file('secret.json', { ...SECRET, masterarn: MASTER_ARN });
    const master = file('master.json', { ...MASTER, username: 'orders_clone', host: 'other.example.com' });
    const { status, out, err } = await call([secret, ...MYSQL_MULTI_USER, '--master', master]);

    expect({ status, err }).toEqual({ status: 1, err: 'folder/secret.json: 2 errors, 0 warnings\n' });
    expect(out).toMatchInlineSnapshot(`
"folder/secret.json error MasterHostRefused
  master.host
  the two secrets do not name the same host, and the RDS API would not call the secret's a replica of this one: that takes two endpoints of RDS in one region, the names of two databases, and the writer here; name the same endpoint in both

folder/secret.json error MasterUserSame
  master.username
  the master secret is that of the user who is rotated, or of another of those that it becomes in turn; the master secret holds the credentials of a superuser of its own
"
`);
  });

  test('takes a master secret that RDS manages', async () => {
    const secret = file('secret.json', { ...SECRET, masterarn: MASTER_ARN });
    const master = file('managed.json', { username: 'admin', password: 'a/b' });

    expect(await call([secret, ...MYSQL_MULTI_USER, '--master', master])).toMatchObject({ status: 0 });
  });

  test('reads the standard input', async () => {
    const { status, out, err } = await call(['-', ...MYSQL], '{"password": "correct-horse"');

    expect({ status, err }).toEqual({ status: 1, err: 'standard input: 1 error, 0 warnings\n' });
    expect(out).toMatchInlineSnapshot(`
"standard input error NotJson
  the secret is not JSON; expected an object such as {"engine": "mysql", "host": "…", "username": "…", "password": "…"}, without comments, trailing commas or a byte order mark
"
`);
  });

  test('reads the master secret from the standard input', async () => {
    const secret = file('secret.json', { ...SECRET, masterarn: MASTER_ARN });
    const { status } = await call([secret, ...MYSQL_MULTI_USER, '--master', '-'], JSON.stringify(MASTER));

    expect(status).toBe(0);
  });

  test('prints JSON alone with --json', async () => {
    const { status, out, err } = await call([file('port.json', { ...SECRET, port: 0 }), ...MYSQL, '--json']);

    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(JSON.parse(out)).toEqual({
      findings: [{ rule: 'PortInvalid', severity: 'error', path: 'port', message: expect.any(String) }],
    });
  });

  test('reads no more than Secrets Manager stores', async () => {
    const large = file('large.json', JSON.stringify({ ...SECRET, note: 'a'.repeat(65536) }));
    const { status, out } = await call([large, ...MYSQL]);

    expect(status).toBe(1);
    expect(out).toContain('SecretTooLarge');
  });

  test.each([
    ['an unknown engine', ['-', '--engine', 'mysqll', '--strategy', 'single-user'], 'did you mean "mysql"?'],
    [
      'an unknown strategy',
      ['-', '--engine', 'mysql', '--strategy', 'multiuser'],
      'did you mean "multi-user"?',
    ],
    ['no engine', ['-', '--strategy', 'single-user'], "required option '--engine <engine>' not specified"],
    ['no strategy', ['-', '--engine', 'mysql'], "required option '--strategy <strategy>' not specified"],
    ['no file', MYSQL, "missing required argument 'file'"],
    ['a file that is not there', ['none.json', ...MYSQL], 'cannot read "none.json": there is no such file'],
    ['an unknown option', ['-', ...MYSQL, '--jsno'], 'Did you mean --json?'],
    [
      'the standard input twice',
      ['-', ...MYSQL_MULTI_USER, '--master', '-'],
      'cannot both come from the standard input',
    ],
  ])('ends with 2 for %s', async (_, args, message) => {
    const { status, out, err } = await call(args);

    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  test.each([
    [[JSON.stringify(SECRET), ...MYSQL]],
    [['-', '--engine', JSON.stringify(SECRET), '--strategy', 'single-user']],
    [["'{password:hunter2hunter2}'", ...MYSQL]],
  ])('ends with 2 for a value in place of a name, and does not repeat it: %j', async (args) => {
    const { status, err } = await call(args);

    expect(status).toBe(2);
    expect(err).toMatch(/^error: this looks like the value of a secret/);
    expect(err).not.toMatch(/hunter2|correct-horse/);
  });

  test.each([
    [['-', ...MYSQL, '--password=hunter2hunter2'], "unknown option '--password'"],
    [[`password: hunter2hunter2`, ...MYSQL], 'cannot read "the file of the secret": there is no such file'],
    [['hunter2hunter2', ...MYSQL], 'cannot read "the file of the secret": there is no such file'],
    [['secrets/hunter2hunter2', ...MYSQL], 'cannot read "the file of the secret": there is no such file'],
    [['Hunter2hunter2.JSON', ...MYSQL], 'cannot read "the file of the secret": there is no such file'],
    [['hunter2hunter2.json2', ...MYSQL], 'cannot read "the file of the secret": there is no such file'],
    [
      ['-', ...MYSQL_MULTI_USER, '--master', 'hunter2hunter2'],
      'cannot read "the file of the master secret": there is no such file',
    ],
    [
      ['-', '--engine', 'hunter2hunter2', '--strategy', 'single-user'],
      'what was given to --engine is not allowed',
    ],
    [
      ['-', '--engine', 'mysql', '--strategy', 'hunter2hunter2'],
      'what was given to --strategy is not allowed',
    ],
    [['-hunter2hunter2', ...MYSQL], 'error: unknown option\n'],
    [["--hunter2hunter2's", ...MYSQL], 'error: unknown option\n'],
    [['-', 'hunter2hunter2', ...MYSQL], 'too many arguments'],
    [['hunter2'.repeat(50), ...MYSQL], 'cannot read "the file of the secret": its name is too long'],
  ])('ends with 2 for %j, and repeats nothing that may be a value', async (args, message) => {
    const { status, err } = await call(args);

    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/hunter2/i);
  });

  test('has help with an example that works', async () => {
    const { status, out } = await call(['--help']);
    const [, secret, args] = /echo '(.+)' \| secret-rotation check-secret (.+)/.exec(out)!;

    expect(status).toBe(0);
    expect(await call(args.split(' '), secret)).toEqual({
      status: 0,
      out: '',
      err: 'standard input: 0 errors, 0 warnings\n',
    });
  });

  test('prints nothing of what a secret holds, well formed or not', async () => {
    const token = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/);
    const text = fc
      .tuple(token, fc.nat(150), fc.constantFrom('', '\\', '"', '{', '\u0000'))
      .map(([password, at, put]) => {
        const whole = JSON.stringify({
          [password]: password,
          ...SECRET,
          password,
          host: password,
          port: password,
        });
        return { password, text: put === '' ? whole : whole.slice(0, at) + put + whole.slice(at + 1) };
      });

    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async ({ password, text: secret }, json) => {
        const master = file('random.json', secret);
        const { out, err } = await call(
          ['-', ...MYSQL_MULTI_USER, '--master', master, ...(json ? ['--json'] : [])],
          secret,
        );
        expect((out + err).includes(password.slice(0, 12))).toBe(false);
        expect((out + err).includes(password.slice(-12))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
