import { readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { fileInRoot, ROOT } from './support/examples';

const FOLDER = '.github/workflows';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node?: readonly number[] } };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const workflows = readdirSync(join(ROOT, FOLDER)).map(
  (name) => [name, parse(fileInRoot(`${FOLDER}/${name}`))] as const,
);

const jobs = workflows.flatMap(([name, workflow]) =>
  Object.entries<Job>(workflow.jobs).map(([job, content]) => [`${name} ${job}`, content] as const),
);

describe.each(jobs)('%s', (_, job) => {
  test('names each action by a commit', () => {
    const actions = job.steps.flatMap(({ uses }) => uses ?? []);

    expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test('may write nothing but an identity token', () => {
    expect({ 'id-token': 'write', ...job.permissions }).toEqual({ 'id-token': 'write', contents: 'read' });
  });

  test('ends', () => expect(job['timeout-minutes']).toBeLessThanOrEqual(40));

  test('runs scripts that exist', () => {
    const { scripts } = JSON.parse(fileInRoot('package.json'));
    const commands = job.steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)]);

    expect(commands.map(([, script]) => script).filter((script) => !(script in scripts))).toEqual([]);
  });
});

test.each(workflows)('%s gives its jobs no permission that they do not ask for', (_, workflow) => {
  expect(workflow.permissions).toEqual({});
});

test('CI runs on each release of Node.js that is supported', () => {
  const [, { strategy }] = jobs.find(([name]) => name === 'ci.yml unit')!;

  expect(strategy?.matrix.node).toEqual([20, 22, 24]);
});

test('the package is published with provenance', () => {
  const [, { steps, permissions }] = jobs.find(([name]) => name.startsWith('publish.yml'))!;

  expect(permissions?.['id-token']).toBe('write');
  expect(steps.some(({ run }) => run?.startsWith('npm publish --provenance'))).toBe(true);
});
