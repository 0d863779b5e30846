import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ExitStatus } from '../../src/cli/exit-status';
import { fingerprint } from '../../src/cli/written-note';
import { ROTATION, withRotation, withStack } from '../support/configuration';
import { call, Outcome } from './terminal';

const ACCOUNT = '123456789012';
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

let folder: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-all-'));
  output = join(folder, 'policies');
});

afterEach(() => rmSync(folder, { recursive: true }));

const withKey = withRotation({ kmsKeyArn: KEY });

function configFile(configuration: object): string {
  const file = join(folder, 'rotation.yaml');
  writeFileSync(file, stringify(configuration, { aliasDuplicateObjects: false }));
  return file;
}

function writeAll(configuration: object = withKey, account = ACCOUNT): Promise<Outcome> {
  const config = configFile(configuration);
  return call(['policy', '--all', '--config', config, '--account', account, '-o', output]);
}

/** Everything in the folder, by its path there. */
function filesIn(): string[] {
  return readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file))
    .sort();
}

const read = (file: string): string => readFileSync(join(output, file), 'utf8');

const operator = (): string => join(output, 'production', 'operator.json');

describe('policy --all', () => {
  test('writes what it names, and nothing else', async () => {
    const { status, out, err } = await writeAll();
    expect([status, err]).toEqual([ExitStatus.OK, '']);
    const named = out.trim().split('\n');
    expect(named[0]).toBe(join(output, 'index.md'));
    expect(named.sort()).toEqual(filesIn().map((file) => join(output, file)));
    expect(named).toContain(operator());
  });

  test('has in the index who gets each policy, of which type it is, and why each statement is there', async () => {
    await writeAll();
    const index = read('index.md');
    const rows = [...index.matchAll(/^\| \[(\S+\.json)\]\((\S+)\) \| (\S+) \| (.+) \| (.+) \|$/gm)];
    expect(rows.map(([, file]) => file).sort()).toEqual(filesIn().filter((file) => file !== 'index.md'));
    for (const [, file, link, type, owner, how] of rows) {
      expect(link).toBe(file);
      expect(index).toContain(`## ${file}\n\nFor ${owner}: ${how}.\n`);
      const checked = await call(['check-policy', '--type', type, join(output, file)]);
      expect([file, checked.out, checked.err]).toEqual([
        file,
        '',
        expect.stringMatching(/: 0 errors, 0 warnings/),
      ]);
      const [, section] = index.split(`## ${file}\n`);
      const statements = JSON.parse(read(file)).Statement.map(
        ({ Sid, Effect }: any, number: number) =>
          new RegExp(`^\\| ${Sid ?? `${Effect} ${number + 1}`} \\| \`[^|]+ \\| [^|]{15,} \\|$`, 'm'),
      );
      statements.forEach((statement: RegExp) => expect(section.split('\n## ')[0]).toMatch(statement));
    }
    expect(index).toMatch(/What stays open:\n\n- Whoever has this policy can raise itself to administrator/);
  });

  test('shows an example in its help that names all that it needs', async () => {
    const { status, out } = await call(['policy', '--all', '--help']);
    expect(status).toBe(ExitStatus.OK);
    const [, example] = /\$ secret-rotation (policy .+)\n/.exec(out)!;
    const args = example.replace('rotation.yaml', configFile(withKey)).replace(/policies$/, output);
    expect((await call(args.split(' '))).status).toBe(ExitStatus.OK);
    expect(existsSync(operator())).toBe(true);
    expect((await call(['policy', '--help'])).out).toContain(example);
  });

  test('says for whom a boundary is', async () => {
    const args = ['policy', '--all', '--config', configFile(withKey), '--account', ACCOUNT, '-o', output];
    const { err } = await call([
      ...args,
      '--permissions-boundary',
      `arn:aws:iam::${ACCOUNT}:policy/boundary`,
    ]);
    expect(err).toMatch(/^note: AWS's applications have no parameter for a boundary/);
  });

  test('replaces what it wrote, and removes what is no longer wanted', async () => {
    await writeAll();
    const before = filesIn();
    writeFileSync(operator(), JSON.stringify(JSON.parse(read('production/operator.json'))));
    const { status } = await writeAll(withRotation({ secret: 'production/billing' }));
    expect(status).toBe(ExitStatus.OK);
    expect(read('production/operator.json')).toMatch(/\n {2}"Statement"[^]*production\/billing/);
    const isKept = (file: string): boolean => !/^kms-key|SecretsManager-/.test(file);
    expect(filesIn().filter(isKept)).toEqual(before.filter(isKept));
    expect(filesIn().join()).not.toContain('kms-key');
  });

  test('leaves what others have put beside', async () => {
    mkdirSync(output);
    writeFileSync(join(output, 'notes.txt'), 'ours');
    await writeAll();
    await writeAll();
    expect(read('notes.txt')).toBe('ours');
  });

  test.each([
    ['a file of others', () => writeFileSync(operator(), 'ours'), 'production/operator.json'],
    ['a link', () => symlinkSync('/dev/null', operator()), 'production/operator.json'],
    ['a folder', () => mkdirSync(operator()), 'production/operator.json'],
    ['an index of others', () => writeFileSync(join(output, 'index.md'), '# Ours\n'), 'index.md'],
  ])('refuses %s that is in the way, and writes nothing', async (_, put, file) => {
    mkdirSync(join(output, 'production'), { recursive: true });
    put();
    const before = readdirSync(output, { recursive: true });
    const { status, out, err } = await writeAll();
    expect([status, out]).toEqual([ExitStatus.WRONG_CALL, '']);
    expect(err).toMatch(
      /^error: "[^"]+" holds files that were not written by this command, or were changed since/,
    );
    expect(err).toContain(`nothing is written: ${file}; move them, or name another folder (FileExists)`);
    expect(readdirSync(output, { recursive: true })).toEqual(before);
  });

  test.each([
    ['that it would replace', withKey],
    ['that is no longer wanted', withStack({ rotations: { orders: ROTATION } })],
  ])('refuses what was changed since, %s', async (_, configuration) => {
    await writeAll();
    const key = filesIn().find((file) => file.startsWith('kms-key'))!;
    writeFileSync(join(output, key), read(key).replace('AccountDecides', 'WeDecide'));
    const { status, err } = await writeAll(configuration);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toContain(`nothing is written: ${key}; move them`);
    expect(read(key)).toContain('WeDecide');
  });

  test('takes the index’s word for nothing outside of the folder', async () => {
    const victim = join(folder, 'victim.json');
    writeFileSync(victim, '{}');
    mkdirSync(output);
    const note = JSON.stringify({ '../victim.json': fingerprint('{}'), [victim]: fingerprint('{}') });
    writeFileSync(join(output, 'index.md'), `<!-- secret-rotation wrote these: ${note} -->\n`);
    expect((await writeAll()).status).toBe(ExitStatus.OK);
    expect(readFileSync(victim, 'utf8')).toBe('{}');
  });

  test.each(['{', '[]', 'null', '"text"', '{"a.json": {"b": []}}', '{"__proto__": 1, "constructor": 2}'])(
    'is not misled by an index whose note is %s',
    async (note) => {
      mkdirSync(output);
      writeFileSync(join(output, 'index.md'), `<!-- secret-rotation wrote these: ${note} -->\n`);
      const { err } = await writeAll();
      expect(err).not.toMatch(/TypeError|Unexpected|undefined/);
    },
  );

  test('says why a folder cannot be written to', async () => {
    writeFileSync(output, '');
    const { status, err } = await writeAll();
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toMatch(
      /^error: cannot write to "[^"]+": a part of its path is a file; nothing is written \(FolderNotWritable\)/,
    );
    expect(readFileSync(output, 'utf8')).toBe('');
  });

  test.each([
    [
      'a configuration with errors',
      () => writeAll(withRotation({ engine: 'mysqll' })),
      ExitStatus.FINDINGS,
      /did you mean "mysql"/,
    ],
    [
      'an account that is none',
      () => writeAll(withKey, '12'),
      ExitStatus.WRONG_CALL,
      /"12" is not an AWS account id/,
    ],
    [
      'a boundary that is none',
      () =>
        call([
          ...['policy', '--all', '--config', configFile(withKey), '--account', ACCOUNT],
          '-o',
          output,
          '--permissions-boundary',
          'x',
        ]),
      ExitStatus.WRONG_CALL,
      /"x" in --permissions-boundary is not the ARN of a/,
    ],
    [
      'a configuration that is not there',
      () => call(['policy', '--all', '--config', join(folder, 'none'), '--account', ACCOUNT, '-o', output]),
      ExitStatus.WRONG_CALL,
      /cannot read "[^"]+none": there is no such file/,
    ],
  ])('writes nothing for %s', async (_, attempt, expected, message) => {
    const { status, out, err } = await attempt();
    expect([status, out]).toEqual([expected, '']);
    expect(err).toMatch(message);
    expect(existsSync(output)).toBe(false);
  });

  test.each([
    [['--all'], /required option '--config <file>' not specified/],
    [['--all', '--config', 'rotation.yaml'], /required option '--account <id>' not specified/],
    [
      ['--all', '--config', 'rotation.yaml', '--account', ACCOUNT],
      /required option '-o, --output <folder>' not specified/,
    ],
    [['--al'], /unknown option '--al'[^]*Did you mean --all\?/],
    [
      ['invoke', '--all', '--config', 'c', '--account', ACCOUNT, '-o', 'o'],
      /too many arguments for 'policy'/,
    ],
  ])('is called wrongly by policy %s', async (args, message) => {
    const { status, err } = await call(['policy', ...args]);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toMatch(message);
  });
});
