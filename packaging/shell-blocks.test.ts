import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import * as known from '../__tests__/support/known-commands.json';
import { CodeBlock, blocks } from '../__tests__/support/pages';
import { callsOf } from '../__tests__/support/shell';
import { run } from './run';

const parent = mkdtempSync(join(tmpdir(), 'shell-blocks-'));

const [checkout, project, wrappers] = ['cdktf-secret-rotation', 'rotation', 'wrappers'].map((name) =>
  join(parent, name),
);

/** What npm is not to do again here, with who does it. */
const DONE_ELSEWHERE = [
  'ci', // .ci/run begins with it.
  'pack', // For all tests of this folder, in pack.ts.
  'run rehearse*', // integration/rehearse.test.ts, because it needs Terraform.
];

/** Programs that Node.js comes with, or this package. */
const HERE = ['npm', 'npx', 'secret-rotation'];

/** The blocks that need nothing but Node.js, apart from those whose output is shown and compared, and from README's own. */
const NODE_ALONE = blocks('sh').filter(
  (block) => block.name !== 'README.md' && !block.text.startsWith('$ ') && needsNodeAlone(block),
);

function needsNodeAlone({ text }: CodeBlock): boolean {
  const others = ['terraform', 'aws', ...known.utilities];
  const calls = callsOf(text, [...HERE, ...others]);
  return (
    calls.length > 0 && calls.every(([program, command]) => HERE.includes(program) && command !== 'cdktf')
  );
}

/** A call that asks for more, and ends with 2, as its page says. */
const ASKING = /^npx secret-rotation import-plan rotation\.yaml\n$/;

beforeAll(() => {
  [checkout, wrappers].forEach((folder) => mkdirSync(folder));
  copyFileSync(process.env.PACKED!, join(checkout, 'cdktf-secret-rotation-0.1.0.tgz'));
  const npm = join(wrappers, 'npm');
  writeFileSync(
    npm,
    `#!/bin/sh\ncase "$*" in\n  ${DONE_ELSEWHERE.join('|').replace(/ /g, '\\ ')}) ;;\n  *) PATH="$WITHOUT_WRAPPERS" exec npm "$@" ;;\nesac\n`,
  );
  chmodSync(npm, 0o755);
});

afterAll(() => rmSync(parent, { recursive: true }));

/** Runs a block as a person would who has it on a page and a shell in a folder. */
function runBlock(text: string, folder: string): Promise<string> {
  const path = [join(project, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const foreign = Object.keys(process.env).filter((name) => /^npm_(?!config_nodedir$)/i.test(name));
  return run('bash', ['--norc', '-euo', 'pipefail', '-c', text], folder, {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    npm_config_yes: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    WITHOUT_WRAPPERS: path,
    PATH: [wrappers, path].join(delimiter),
  });
}

function ofReadme(word: string): string {
  return blocks('sh').find(({ name, text }) => name === 'README.md' && text.includes(word))!.text;
}

test('README’s way from the tarball ends in synthesised Terraform', async () => {
  await runBlock(ofReadme('secret-rotation init'), checkout);

  expect(existsSync(join(project, 'cdktf.out', 'stacks', 'production', 'cdk.tf.json'))).toBe(true);
});

test('README’s way to a module ends in a module', async () => {
  await runBlock(ofReadme('export-module'), project);

  expect(existsSync(join(project, 'rotation', 'main.tf'))).toBe(true);
});

test('the documents have blocks that need Node.js alone', () => {
  expect(NODE_ALONE.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'docs/configuration.md',
      'docs/fleet.md',
      'docs/plain-terraform.md',
      'docs/policies.md',
    ]),
  );
});

/** The configuration that a block is about: the page's own, or the one that the project begins with. */
function configurationFor({ name, line }: CodeBlock, first: string): string {
  const before = blocks('yaml').filter((block) => block.name === name && block.line < line);
  return before.find(({ text }) => text.startsWith('version: 1\n'))?.text ?? first;
}

describe('in that project', () => {
  const file = join(project, 'rotation.yaml');
  let first: string;

  beforeAll(() => {
    first = readFileSync(file, 'utf8');
  });

  test.each(NODE_ALONE.map((block) => [`${block.name}:${block.line}`, block] as const))(
    'the commands of %s work',
    async (_, block) => {
      rmSync(join(project, 'rotation'), { recursive: true, force: true });
      writeFileSync(file, configurationFor(block, first));

      if (ASKING.test(block.text)) await expect(runBlock(block.text, project)).rejects.toThrow('status 2');
      else await runBlock(block.text, project);
    },
  );
});
