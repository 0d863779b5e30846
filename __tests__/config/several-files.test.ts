import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { run } from '../../src/cli/run';
import { formatFindings, loadConfig } from '../../src/config';
import { TODAY } from '../support/configuration';

const ROTATION = '{ engine: mysql, strategy: single-user, schedule: { everyDays: 7 } }';

const fileOf = (stack: string, rotation = 'orders', settings = ROTATION): string =>
  `version: 1\nstacks:\n  ${stack}:\n    region: us-east-1\n    rotations:\n      ${rotation}: ${settings}\n`;

describe('a configuration in several files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'several-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    Object.entries(files).forEach(([name, text]) => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    });
  }

  /** What is found, with the file and line that each finding is in. */
  function found(name = ''): string[] {
    return loadConfig(join(folder, name), TODAY).findings.map(
      ({ rule, path, file = '', line }) => `${file.slice(folder.length + 1)}:${line} ${rule} ${path}`,
    );
  }

  function stacksOf(name: string): string[] {
    const { config, findings } = loadConfig(join(folder, name), TODAY);
    expect(findings).toEqual([]);
    return Object.keys(config!.stacks);
  }

  test('has the stacks of all files of a folder, in the order of their names', () => {
    write({
      'b.yml': fileOf('second', 'b'),
      'a.yaml': fileOf('first', 'a'),
      'c.json': JSON.stringify(parse(fileOf('third', 'c'))),
      'notes.txt': 'not read',
      '.hidden.yaml': 'not read',
      'deeper/d.yaml': 'not read',
    });

    expect(stacksOf('')).toEqual(['first', 'second', 'third']);
  });

  test.each([
    ['*.yaml', ['one', 'two']],
    ['{1,2}.yaml', ['one', 'two']],
    ['?.yaml', ['one', 'two']],
    ['[2-9].yaml', ['two']],
    ['*/3.yaml', ['three']],
    ['**/*.yaml', ['one', 'two', 'three']],
  ])('has the stacks of the files that %s matches', (pattern, stacks) => {
    write({
      '1.yaml': fileOf('one', 'a'),
      '2.yaml': fileOf('two', 'b'),
      'in/3.yaml': fileOf('three', 'c'),
      'no.yml': 'not read',
    });

    expect(stacksOf(pattern)).toEqual(stacks);
  });

  test.each([
    ['', ['one']],
    ['*.yaml', ['one']],
    ['**/*.yaml', ['one', 'two']],
    ['*ink/*.yaml', ['two']],
  ])('has each file once in "%s", whatever links lead to it', (pattern, stacks) => {
    write({ '1.yaml': fileOf('one', 'a'), 'in/2.yaml': fileOf('two', 'b') });
    symlinkSync('1.yaml', join(folder, 'link.yaml'));
    symlinkSync('in', join(folder, 'link'));
    symlinkSync('..', join(folder, 'in', 'loop'));

    expect(stacksOf(pattern)).toEqual(stacks);
  });

  test('may be named by a pattern with slashes that say nothing', () => {
    write({ '1.yaml': fileOf('one') });

    expect(Object.keys(loadConfig(`${folder}//*.yaml`, TODAY).config!.stacks)).toEqual(['one']);
  });

  test('is a file that is called as a pattern is written', () => {
    write({ '[a].yaml': fileOf('one'), 'a.yaml': fileOf('two') });

    expect(stacksOf('[a].yaml')).toEqual(['one']);
  });

  test.each([
    ['', 'no file in this folder ends in .yaml, .yml or .json'],
    ['*.yaml', 'no file is called so'],
    ['none/*.yaml', 'no file is called so'],
    ['none.yaml', 'there is no such file'],
  ])('cannot be read from %s where nothing is', (name, reason) => {
    expect(loadConfig(join(folder, name)).findings).toMatchObject([
      { rule: 'FileNotReadable', message: expect.stringContaining(reason) },
    ]);
  });

  test('has each stack in one file, and an error names both places', () => {
    write({ 'a.yaml': fileOf('same', 'a'), 'b.yaml': `# Here too.\n${fileOf('same', 'b')}` });
    const { config, findings } = loadConfig(folder, TODAY);

    expect(config).toBeUndefined();
    expect(found()).toEqual(['b.yaml:4 StackInTwoFiles stacks.same']);
    expect(formatFindings('fleet', findings).split(folder).join('fleet')).toMatchInlineSnapshot(`
"fleet/b.yaml:4:3 error StackInTwoFiles
  stacks.same
  the stack "same" stands in fleet/a.yaml:3:3 already, and all files are one app, in which a stack has one name; rename one, or put all of it into one file

fleet: 1 error, 0 warnings"
`);
  });

  test('is judged as a whole, and what is found is told where it stands', () => {
    const backend =
      '    backend: { s3: { bucket: state, key: one.tfstate, region: us-east-1 } }\n    rotations:';
    write({
      'a.yaml': fileOf('first').replace('    rotations:', backend),
      'b.yaml': fileOf('second', 'parts', ROTATION.replace('{', '{ secret: orders,')).replace(
        '    rotations:',
        backend,
      ),
    });

    expect(found()).toEqual([
      'b.yaml:5 StateShared stacks.second.backend.s3',
      'b.yaml:7 SecretRotatedTwice stacks.second.rotations.parts.secret',
    ]);
  });

  test('has the defaults of each file for its own stacks', () => {
    const defaults = (engine: string): string => `version: 1\ndefaults: { engine: ${engine} }`;
    const rest = '{ strategy: single-user, schedule: { everyDays: 7 } }';
    write({
      'a.yaml': fileOf('first', 'a', rest).replace('version: 1', defaults('mysql')),
      'b.yaml': fileOf('second', 'b', rest).replace('version: 1', defaults('postgres')),
    });
    const { first, second } = loadConfig(folder, TODAY).config!.stacks;

    expect([first.rotations.a.engine, second.rotations.b.engine]).toEqual(['mysql', 'postgres']);
  });

  test('is told all that is wrong in each file, those that are no configuration among them', () => {
    write({
      'a.yaml': 'a: [',
      'b.yaml': fileOf('one', 'a', '{}'),
      'c.yaml': fileOf('two', 'b'),
      'd.yaml': fileOf('three', 'c', ROTATION.replace('mysql', 'mysqll')),
    });

    expect(found()).toEqual([
      'a.yaml:1 NotYaml ',
      'b.yaml:6 MissingKey stacks.one.rotations.a.engine',
      'b.yaml:6 MissingKey stacks.one.rotations.a.strategy',
      'b.yaml:6 MissingKey stacks.one.rotations.a.schedule',
      'd.yaml:6 NotAllowed stacks.three.rotations.c.engine',
    ]);
  });

  test('has four megabytes in each file at most', () => {
    const text = fileOf('one', 'a');
    write({
      'a.yaml': `${'#'.repeat(3_000_000)}\n${text}`,
      'b.yaml': `${'#'.repeat(3_000_000)}\n${fileOf('two', 'b')}`,
    });
    expect(stacksOf('')).toEqual(['one', 'two']);

    write({ 'c.yaml': '#'.repeat(4 * 1024 * 1024 + 1) });
    expect(found()).toEqual(['c.yaml:undefined FileTooLarge ']);
  });

  test.each<[string, (text: string, data: unknown) => string]>([
    ['as it stands', (text) => text],
    ['with the line ends of Windows', (text) => text.replace(/\n/g, '\r\n')],
    ['after the line that documents start with', (text) => `---\n${text}...\n`],
    ['with brackets over several lines', (text) => text.replace(/[{,] /g, '$&\n          ')],
    ['as JSON', (_, data) => JSON.stringify(data)],
    ['as JSON that is indented', (_, data) => JSON.stringify(data, null, 2)],
    ['as JSON that is indented with tabs', (_, data) => JSON.stringify(data, null, '\t')],
    [
      'as JSON with the line ends of Windows',
      (_, data) => JSON.stringify(data, null, 2).replace(/\n/g, '\r\n'),
    ],
  ])('has ten thousand rotations in a file, written %s', (_, write10k) => {
    const stacks = Array.from({ length: 20 }, (__, stack) => {
      const rotations = Array.from(
        { length: 500 },
        (___, index) =>
          `      r${index}: { engine: mysql, strategy: single-user, secret: production/service-${stack}/database-${index}, schedule: { everyDays: 30 }, rotateImmediately: false, isolation: shared }\n`,
      );
      return `  s${stack}:\n    region: us-east-1\n    rotations:\n${rotations.join('')}`;
    });
    const text = `version: 1\nstacks:\n${stacks.join('')}`;
    write({ 'fleet.yaml': write10k(text, parse(text)) });

    expect(statSync(join(folder, 'fleet.yaml')).size).toBeGreaterThan(1024 * 1024);
    expect(stacksOf('fleet.yaml')).toHaveLength(20);
  });

  describe('on the command line', () => {
    async function call(...args: string[]): Promise<{ status: number; out: string; err: string }> {
      const printed = { out: '', err: '' };
      const status = await run(args, {
        input: 0,
        out: (one) => void (printed.out += one),
        err: (one) => void (printed.err += one),
      });
      return { status, ...printed };
    }

    test('is validated and printed as one', async () => {
      write({ 'a.yaml': fileOf('first', 'a'), 'b.yaml': fileOf('second', 'b') });

      const { status, out } = await call('validate', folder);
      expect(status).toBe(0);
      expect(out).toMatch(/^first\/a .*\n.*second\/b /ms);

      const { out: text } = await call('validate', join(folder, '*.yaml'), '--resolved');
      expect(Object.keys(parse(text).stacks)).toEqual(['first', 'second']);
    });

    test('names the file of each finding for programs too', async () => {
      write({
        'a.yaml': fileOf('first', 'a'),
        'b.yaml': fileOf('second', 'b', ROTATION.replace('mysql', 'sqlite')),
      });

      const { out } = await call('validate', folder, '--json');
      expect(JSON.parse(out).findings).toMatchObject([
        { file: join(folder, 'b.yaml'), line: 6, rule: 'NotAllowed' },
      ]);

      const { out: sarif } = await call('validate', folder, '--format', 'sarif');
      expect(
        JSON.parse(sarif).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri,
      ).toContain('b.yaml');
    });

    test('has one policy for who deploys all of it', async () => {
      write({ 'a.yaml': fileOf('first', 'a'), 'b.yaml': fileOf('second', 'b') });
      const { status, out } = await call(
        'policy',
        'deployer',
        '--account',
        '111122223333',
        '--config',
        folder,
      );

      expect(status).toBe(0);
      expect(out).toContain('SecretsManager-first-mysql-single-user');
      expect(out).toContain('SecretsManager-second-mysql-single-user');
    });
  });
});
