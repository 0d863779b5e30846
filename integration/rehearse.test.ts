import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { setTimeout } from 'timers/promises';
import { Execution } from '../src/rehearsal/execution';
import { aliveOf, untilEnded } from '../src/rehearsal/processes';
import { OWN_COMMAND } from '../src/rehearsal/own-command';
import { ROOT } from '../src/rehearsal/project';
import { StandIn } from '../src/rehearsal/stand-in';

/** For a process that ends because the rehearsal has ended. */
const GRACE_MILLISECONDS = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'rehearsals-'));

afterEach(() => Execution.killAll());

afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that a rehearsal writes goes where it can be counted. */
function rehearse(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Execution {
  const temporary = mkdtempSync(join(folder, 'temporary-'));
  return new Execution(process.execPath, [...OWN_COMMAND, 'rehearse', ...args], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary, ...environment },
  });
}

function leftFiles(): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('temporary-'))
    .flatMap((name) => readdirSync(join(folder, name)))
    .filter((name) => /^(secret-rotation-|plugin)/.test(name));
}

/** Fails with what was printed when the rehearsal ends before. */
async function untilItPrints(rehearsal: Execution, text: string): Promise<void> {
  let hasEnded = false;
  void rehearsal.outcome.then(() => (hasEnded = true));
  while (!rehearsal.output.includes(text)) {
    if (hasEnded) throw new Error(`the rehearsal ended before it printed "${text}":\n${rehearsal.output}`);
    await setTimeout(100);
  }
}

/** Where the processes take AWS to be. */
function endpointsOf(pids: readonly number[]): string[] {
  return pids.flatMap((pid) => /\0AWS_ENDPOINT_URL=([^\0]+)/.exec(environmentOf(pid))?.[1] ?? []);
}

/** Empty where the process ends meanwhile. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

/** Whether anything listens there. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

/** What docs/rehearsal.md says that the default configuration gives. */
function documentedOutput(): string {
  const page = readFileSync(join(ROOT, 'docs', 'rehearsal.md'), 'utf8');
  return /^```text\n(Starting[^]*?)^```/m.exec(page)![1];
}

/** Times, and what is made up for each rehearsal: ids, with the parts of names that CDKTF derives from them. */
const MADE_UP = /\(\d+s\)|(?<=vpce?-|sg-)[0-9a-f]{17}|(?<=_)[0-9A-F]{8}\b|(?<=-master-)\w{6}/g;

/** The lines of a rehearsal without what differs from one to the next, and without their order, which Terraform chooses. */
function likeAnother(output: string): string[] {
  const lines = output.replace(MADE_UP, '…').split('\n');
  return lines.filter((line) => line !== '').sort();
}

describe('a rehearsal', () => {
  test('of the default configuration finds everything in place and leaves nothing', async () => {
    const { status, output } = await rehearse().outcome;

    expect(output).toContain(
      'production/orders (stack production), when it was rotated: everything was in place',
    );
    expect(output.match(/^ {2}in place {2}/gm)).toHaveLength(7);
    expect(output).toContain('A second plan of production is empty');
    expect(output).toContain('Destroyed: only what was there before is left');
    expect(likeAnother(output)).toEqual(likeAnother(documentedOutput()));
    expect(status).toBe(0);
    expect(leftFiles()).toEqual([]);
  });

  test.each([
    { signal: 'SIGINT', status: 130, when: 'Starting a stand-in', least: 1 },
    { signal: 'SIGINT', status: 130, when: 'created aws_security_group', least: 4 },
    { signal: 'SIGTERM', status: 143, when: 'created aws_security_group', least: 4 },
  ] as const)('that is ended by $signal after "$when" leaves no process and no file', async (given) => {
    const { signal, status, when, least } = given;
    const rehearsal = rehearse();
    await untilItPrints(rehearsal, when);
    const started = rehearsal.descendants;
    expect(aliveOf(started).length).toBeGreaterThanOrEqual(least);

    rehearsal.signal(signal);

    expect(await rehearsal.outcome).toMatchObject({ status });
    await Promise.race([untilEnded(started), setTimeout(GRACE_MILLISECONDS, undefined, { ref: false })]);
    expect(aliveOf(started)).toEqual([]);
    expect(leftFiles()).toEqual([]);
  });

  test.each([
    { when: 'deploy production', wait: 2_000 },
    { when: 'created aws_security_group', wait: 0 },
  ])('that is killed after "$when" leaves no process, no port and no file', async ({ when, wait }) => {
    const rehearsal = rehearse();
    await untilItPrints(rehearsal, when);
    await setTimeout(wait);
    const started = rehearsal.descendants;
    const [standIn] = endpointsOf(started);
    expect(await answers(standIn)).toBe(true);

    rehearsal.signal('SIGKILL');

    await Promise.race([untilEnded(started), setTimeout(GRACE_MILLISECONDS, undefined, { ref: false })]);
    expect(aliveOf(started)).toEqual([]);
    expect(await answers(standIn)).toBe(false);
    expect(leftFiles()).toEqual([]);
  });

  test('can use a stand-in that runs already, several times, and leaves it running', async () => {
    const standIn = await StandIn.start();
    try {
      for (const rotations of [1, 2]) {
        const { status, output } = await rehearse(['--endpoint', standIn.url]).outcome;

        expect(output).toContain('Using the stand-in of AWS');
        expect(output).toContain('Destroyed: only what was there before is left');
        expect(status).toBe(0);
        expect((await standIn.ledger()).rotations).toHaveLength(rotations);
      }
    } finally {
      await standIn.stop();
    }
  });

  test('refuses an endpoint at which no stand-in answers, and says how to start one', async () => {
    const { status, output } = await rehearse(['--endpoint', 'http://127.0.0.1:9']).outcome;

    expect(output).toContain('error: no stand-in of AWS answers at http://127.0.0.1:9');
    expect(output).toContain('aws_standin.py');
    expect(status).toBe(2);
  });

  test('of a wrong configuration tells what is wrong, and does nothing else', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'version: 1\nstacks: { production: { region: us-east-1 } }\n');

    const { status, output } = await rehearse([file]).outcome;

    expect(output).toContain('MissingKey');
    expect(output).toContain('1 error, 0 warnings');
    expect(output).not.toContain('stand-in');
    expect(status).toBe(1);
  });

  test('without Terraform and Python says how to get them, and does nothing else', async () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    symlinkSync(process.execPath, join(bin, 'node'));

    const { status, output } = await rehearse([], { PATH: bin }).outcome;

    expect(output).toBe(
      [
        'Terraform is not on the PATH. Get it at https://developer.hashicorp.com/terraform/install.',
        'Python 3 is not on the PATH as python3. Get it at https://www.python.org/downloads/.',
        'Nothing was rehearsed.\n',
      ].join('\n'),
    );
    expect(status).toBe(1);
  });

  test('without moto says how to get it', async () => {
    const { status, output } = await rehearse([], { PYTHONPATH: withoutMoto() }).outcome;

    expect(output).toContain("Get it with: pip install 'moto[server]'");
    expect(status).toBe(1);
  });

  test('explains itself', async () => {
    const { status, output } = await rehearse(['--help']).outcome;

    expect(output).toContain('secret-rotation rehearse rotation.yaml');
    expect(status).toBe(0);
  });
});

/** A folder that hides moto from Python. */
function withoutMoto(): string {
  const path = mkdtempSync(join(folder, 'python-'));
  writeFileSync(join(path, 'moto.py'), 'raise ImportError("hidden")\n');
  return path;
}
