import { Testing } from 'cdktf';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { RotationStack } from '../src/app';
import { parseConfig } from '../src/config';
import { call, wordsOf } from './cli/terminal';
import { DATABASE_GROUP, fileInRoot, ROOT, SUBNETS, VPC } from './support/examples';
import { CodeBlock, codeBlocks } from './support/pages';

/** A kind of blocks, and the test that holds them to what they say. */
interface Kind {
  readonly holds: (block: CodeBlock) => boolean;
  readonly testedBy: string;
}

const ofLanguage =
  (language: string, start = '') =>
  (block: CodeBlock): boolean =>
    block.language === language && block.text.startsWith(start);

/** What the documents may have in blocks. Whoever adds another kind says here who tests it. */
const KINDS: Readonly<Record<string, Kind>> = {
  'the cases of the rules for configurations': {
    holds: ({ name }) => name === 'docs/config-rules.md',
    testedBy: '__tests__/config/rules.test.ts',
  },
  'the cases of the rules for policies': {
    holds: ({ name }) => name === 'docs/policy-rules.md',
    testedBy: '__tests__/policy/catalogue.test.ts',
  },
  programs: { holds: ofLanguage('typescript'), testedBy: '__tests__/documents.test.ts' },
  configurations: { holds: ofLanguage('yaml', 'version: 1\n'), testedBy: '__tests__/documents.test.ts' },
  'networks of a configuration': {
    holds: ofLanguage('yaml', 'networks:\n'),
    testedBy: '__tests__/code-blocks.test.ts',
  },
  'a rotation with findings': {
    holds: ofLanguage('yaml', 'orders:\n'),
    testedBy: '__tests__/code-blocks.test.ts',
  },
  'the line for editors': {
    holds: ofLanguage('yaml', '# yaml-language-server:'),
    testedBy: '__tests__/code-blocks.test.ts',
  },
  'pipelines of others': {
    holds: ({ name, language }) => name === 'docs/policies-in-ci.md' && language === 'yaml',
    testedBy: '__tests__/shell-blocks.test.ts',
  },
  'shell commands': { holds: ofLanguage('sh'), testedBy: '__tests__/shell-blocks.test.ts' },
  diagrams: { holds: ofLanguage('mermaid'), testedBy: 'site/site.test.ts' },
  "Terraform's language": { holds: ofLanguage('hcl'), testedBy: 'integration/documents.test.ts' },
  'what a rehearsal prints': {
    holds: ofLanguage('text', 'Starting a stand-in'),
    testedBy: 'integration/rehearse.test.ts',
  },
  'what comes out': { holds: ofLanguage('text'), testedBy: '__tests__/code-blocks.test.ts' },
};

/** The first kind that a block is of. */
function kindOf(block: CodeBlock): string | undefined {
  return Object.keys(KINDS).find((kind) => KINDS[kind].holds(block));
}

/** The blocks of a kind, each under the place where it stands. */
function blocksOf(kind: string): [string, string][] {
  const those = codeBlocks().filter((block) => kindOf(block) === kind);
  return those.map(({ name, line, text }) => [`${name}:${line}`, text]);
}

const folder = mkdtempSync(join(tmpdir(), 'code-blocks-test-'));

const cwd = process.cwd();

beforeAll(() => process.chdir(folder));

afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

/** What a command prints in a folder with a file, both streams as a terminal shows them. */
async function printed(command: string, file: string, text: string): Promise<string> {
  writeFileSync(join(folder, file), text);
  const { out, err } = await call(wordsOf(command));
  return out + err;
}

/** A configuration with a rotation as the page has it. */
const configurationOf = (rotation: string) =>
  `version: 1\nstacks:\n  production:\n    region: us-east-1\n    rotations:\n${rotation.replace(/^/gm, '      ')}`;

/** The outputs that the documents show, by how they start, and how they come about. */
const OUTPUTS: Readonly<Record<string, () => Promise<string>>> = {
  'aws_iam_role_policy ': async () => resourcesOf(fileInRoot('rotation.yaml')),
  'rotation.yaml:18:17 error NotAllowed': () =>
    printed(
      'synth rotation.yaml',
      'rotation.yaml',
      fileInRoot('rotation.yaml').replace('engine: mysql', 'engine: mysqll'),
    ),
  'secret.json error MisspeltKey': () =>
    printed(
      'check-secret secret.json --engine mysql --strategy multi-user',
      'secret.json',
      '{ "engine": "mysql", "host": "10.0.0.1", "user": "orders", "password": "pässwörd1A" }',
    ),
  'rotation.yaml:11:28 error ExcludedLacks': () =>
    printed(
      'validate rotation.yaml',
      'rotation.yaml',
      configurationOf(blocksOf('a rotation with findings')[0][1]),
    ),
};

/** The types of resources of a configuration's only stack, and how many of each there are. */
function resourcesOf(configuration: string): string {
  const [[name, stack]] = Object.entries(parseConfig(configuration).config!.stacks);
  const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
  const { resource } = JSON.parse(Testing.synth(new RotationStack(app, name, stack), true));
  const counts = Object.entries<object>(resource).map(([type, named]) => [type, Object.keys(named).length]);
  const width = Math.max(...counts.map(([type]) => `${type}`.length));
  return `${counts
    .map(([type, count]) => `${type}`.padEnd(width + 2) + count)
    .sort()
    .join('\n')}\n`;
}

/** The files that commands of blocks with a prompt read. */
const FILES: Readonly<Record<string, string>> = {
  'policy.json':
    '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "secretsmanager:GetSecretValu", "Resource": "*" } ] }',
};

describe('the blocks of code in the documents', () => {
  test('are all of a kind that is tested', () => {
    const untested = codeBlocks().filter((block) => kindOf(block) === undefined);

    expect(untested.map(({ name, line, language }) => `${name}:${line} ${language}`)).toEqual([]);
  });

  test('would be found out if they were of another kind', () => {
    const block = { name: 'docs/page.md', line: 1, text: '{}' };

    expect(kindOf({ ...block, language: 'json' })).toBeUndefined();
    expect(kindOf({ ...block, language: '' })).toBeUndefined();
    expect(kindOf({ ...block, language: 'yaml' })).toBeUndefined();
  });

  test.each(Object.entries(KINDS))('have some that are %s, and a test of these', (kind, { testedBy }) => {
    expect(blocksOf(kind)).not.toEqual([]);
    expect(existsSync(join(ROOT, testedBy))).toBe(true);
  });

  test.each(blocksOf('what comes out'))('show in %s what is printed', async (_, text) => {
    const start = Object.keys(OUTPUTS).find((words) => text.startsWith(words));

    expect(start).toBeDefined();
    expect(await OUTPUTS[start!]()).toBe(text);
  });

  test.each(blocksOf('shell commands').filter(([, text]) => text.startsWith('$ ')))(
    'show in %s what the command above prints',
    async (_, text) => {
      const [command, ...lines] = text.split('\n');
      Object.entries(FILES).forEach(([name, content]) => writeFileSync(join(folder, name), content));

      const { out, err } = await call(wordsOf(command.replace('$ secret-rotation ', '')));

      expect(out + err).toBe(lines.join('\n'));
    },
  );

  test.each(blocksOf('networks of a configuration'))('show in %s networks without findings', (_, text) => {
    const networks = Object.entries<object>(parse(text).networks);
    const schedule = { everyDays: 30 };
    const rotations = networks.map(([network]) => [
      network,
      { engine: 'mysql', strategy: 'single-user', network, schedule },
    ]);
    const stack = {
      region: 'us-east-1',
      defaults: { vpcId: VPC, subnetIds: SUBNETS, databaseSecurityGroupIds: [DATABASE_GROUP] },
      networks: Object.fromEntries(networks),
      rotations: Object.fromEntries(rotations),
    };
    const { findings } = parseConfig(JSON.stringify({ version: 1, stacks: { production: stack } }));

    expect(findings.filter(({ rule }) => rule !== 'DefaultUnused')).toEqual([]);
  });

  test('name a schema that the package has', () => {
    const [[, text]] = blocksOf('the line for editors');
    const [, path] = /\$schema=node_modules\/cdktf-secret-rotation\/(.*)\n/.exec(text)!;

    expect(JSON.parse(fileInRoot('package.json')).files).toContain(path.split('/')[0]);
    expect(existsSync(join(ROOT, path))).toBe(true);
  });
});
