import { parse } from 'yaml';
import { Command } from '../src/cli/command';
import { ExitStatus } from '../src/cli/exit-status';
import { PolicyType } from '../src/policy/policy-type';
import { PolicyValidator } from '../src/policy/policy-validator';
import { call } from './cli/terminal';
import { fileInRoot } from './support/examples';
import * as known from './support/known-commands.json';
import { blocks } from './support/pages';
import { Call, callsOf } from './support/shell';

// The real commands with the real parser; only what they do is left out.
jest.mock('../src/cli/commands', () => {
  const { COMMANDS } = jest.requireActual('../src/cli/commands');
  const parsedOnly = (command: Command): Command => ({
    ...command,
    ...(command.run && { run: () => ExitStatus.OK }),
    commands: command.commands?.map(parsedOnly),
    insteadBy: Object.fromEntries(
      Object.entries(command.insteadBy ?? {}).map(([flag, instead]) => [flag, parsedOnly(instead)]),
    ),
  });
  const loads = Object.entries<() => Promise<Command>>(COMMANDS).map(([name, load]) => [
    name,
    async () => parsedOnly(await load()),
  ]);
  return { COMMANDS: Object.fromEntries(loads) };
});

const PROGRAMS = ['secret-rotation', 'npx', 'npm', 'terraform', 'aws', ...known.utilities];

/** Scripts of this package, and of a project that `secret-rotation init` makes. */
const SCRIPTS = [
  ...Object.keys(JSON.parse(fileInRoot('package.json')).scripts),
  ...['validate', 'diff', 'deploy', 'destroy'],
];

/** What is wrong with the commands of a script, each with what is said of it. */
async function wrongCalls(script: string): Promise<string[]> {
  const verdicts = await Promise.all(callsOf(script, PROGRAMS).map(verdictOn));
  return verdicts.flat();
}

async function verdictOn([program, ...args]: Call): Promise<string[]> {
  switch (program) {
    case 'npx':
      return verdictOn(withoutPackage(args));
    case 'npm':
      return args[0] === 'run' ? verdictOnScript(args) : verdictOnOther('npm', args);
    case 'secret-rotation':
      return verdictOfParser(args);
    case 'cdktf':
    case 'terraform':
    case 'aws':
      return verdictOnOther(program, args);
    default:
      return known.utilities.includes(program) ? [] : [`${program} is no known program`];
  }
}

/** `npx --package PACKAGE` and `npx --package=PACKAGE` run a command of that package. */
function withoutPackage([first, second, ...rest]: Call): Call {
  if (first === '--package') return rest;
  return first.startsWith('--package=') ? [second, ...rest] : [first, second, ...rest].filter(Boolean);
}

function verdictOnScript([, script]: Call): string[] {
  return SCRIPTS.includes(script) ? [] : [`npm run ${script}: there is no such script`];
}

async function verdictOfParser(args: Call): Promise<string[]> {
  const { status, err } = await call(args);
  return status === ExitStatus.OK ? [] : [`secret-rotation ${args.join(' ')}: ${err.split('\n')[0]}`];
}

/** The words before the first flag name the command; Terraform has flags before it, too. */
function verdictOnOther(program: 'cdktf' | 'terraform' | 'aws' | 'npm', given: Call): string[] {
  const commands: Readonly<Record<string, readonly string[]>> = known[program];
  const args = given.filter((arg) => !arg.startsWith('-chdir='));
  const command = Object.keys(commands).find((name) => `${args.join(' ')} `.startsWith(`${name} `));
  if (command === undefined) return [`${program} ${args.join(' ')}: no such command is known`];
  const flags = args.filter((arg) => arg.startsWith('-')).map((flag) => flag.replace(/=.*/, ''));
  return flags
    .filter((flag) => !commands[command].includes(flag))
    .map((flag) => `${program} ${command}: ${flag} is not known`);
}

/** Of blocks that show what is printed too, the commands. */
function scriptOf(text: string): string {
  const prompted = [...text.matchAll(/^\$ (.*)$/gm)].map(([, command]) => command);
  return prompted.length > 0 ? prompted.join('\n') : text;
}

describe('the shell commands of the documents', () => {
  test.each(blocks('sh').map((block) => [`${block.name}:${block.line}`, block] as const))(
    'are right in %s',
    async (_, { text }) => {
      expect(await wrongCalls(scriptOf(text))).toEqual([]);
    },
  );

  test.each([
    [
      'secret-rotation validate --explaim',
      "secret-rotation validate --explaim: error: unknown option '--explaim'",
    ],
    ['npx secret-rotation policy invoked', "error: unknown command 'invoked'"],
    ['npx --package=a.tgz secret-rotation nothing', "error: unknown command 'nothing'"],
    ['npm run nothing', 'npm run nothing: there is no such script'],
    ['terraform untain ADDRESS', 'terraform untain ADDRESS: no such command is known'],
    ['terraform plan | npx cdktf deploy --paralelism 4', 'cdktf deploy: --paralelism is not known'],
    ['aws cloudformation delete-stack --name a', 'aws cloudformation delete-stack: --name is not known'],
  ])('would be found out: %s', async (script, verdict) => {
    expect(await wrongCalls(script)).toEqual([expect.stringContaining(verdict)]);
  });

  test('would be found out if they called another program, or were no shell', () => {
    expect(() => callsOf('curl https://example.com', PROGRAMS)).toThrow('curl: command not found');
    expect(() => callsOf('if true; then npm ci', PROGRAMS)).toThrow('syntax error');
  });
});

describe('the commands of pipelines', () => {
  const parsed = blocks('yaml')
    .filter(({ name }) => name === 'docs/policies-in-ci.md')
    .map(({ text }) => parse(text));

  test('are right where GitHub runs them', async () => {
    const steps = parsed.flatMap((workflow) => workflow.steps ?? (Array.isArray(workflow) ? workflow : []));
    const scripts: string[] = steps.flatMap(({ run }: { run?: string }) => run ?? []);

    expect(scripts.length).toBeGreaterThan(2);
    expect((await Promise.all(scripts.map(wrongCalls))).flat()).toEqual([]);
  });

  test('are right where pre-commit runs them, by hooks that this repository has', async () => {
    const hooks: { id: string; entry: string }[] = parse(fileInRoot('.pre-commit-hooks.yaml'));
    const used: { id: string; args?: string[] }[] = parsed.flatMap(({ repos }) => repos?.[0].hooks ?? []);
    const entryOf = (id: string) => hooks.find((hook) => hook.id === id)?.entry ?? id;
    const scripts = used.map(({ id, args = [] }) => [entryOf(id), ...args, 'file'].join(' '));

    expect(scripts.length).toBeGreaterThan(2);
    expect((await Promise.all(scripts.map(wrongCalls))).flat()).toEqual([]);
  });
});

test('each command of AWS that the documents name is an action that IAM knows', () => {
  const actions = Object.keys(known.aws).map((command) => {
    const [service, operation] = command.split(' ');
    return `${service}:${operation.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
  });
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  const findings = PolicyValidator.validateText(
    JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    PolicyType.IDENTITY,
  );

  expect(findings.filter(({ rule }) => /^(Action|Service)Unknown$/.test(rule))).toEqual([]);
});
