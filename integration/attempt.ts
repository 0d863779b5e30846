import { CallFault } from '../src/rehearsal/stand-in';
import { Workbench } from '../src/rehearsal/workbench';

/** How an apply ended, and what it did. */
export interface Attempt {
  /** What Terraform said was wrong, if it failed. */
  readonly error?: string;
  /** Each operation that changed something, in order, with the answer of the fault that disturbed it. */
  readonly history: readonly string[];
}

/** As often as an apply can call. */
const ALWAYS = 1_000;

/** An operation that is refused in the whole of an apply. */
export function refused(operation: string, more: Partial<CallFault> = {}): CallFault {
  return { operation, answer: 'refused', times: ALWAYS, ...more };
}

/** An operation that the caller may not call in the whole of an apply. */
export function denied(operation: string): CallFault {
  return refused(operation, { answer: 'denied' });
}

/** Applies under faults. Whatever comes of it, each secret that is rotated has its function, and has had it all the time. */
export async function attempt(bench: Workbench, ...calls: CallFault[]): Promise<Attempt> {
  await bench.standIn.setFaults({ calls });
  const before = (await bench.ledger()).history.length;
  const { status, output } = await bench.project.startApply(bench.stack).outcome;
  await bench.standIn.setFaults({ calls: [] });
  const { history, takenInUse } = await bench.ledger();
  expect(takenInUse).toEqual([]);
  expect(await rotatedByNothing(bench)).toEqual([]);
  return { error: status === 0 ? undefined : output, history: history.slice(before) };
}

/** The name of the function that rotates a secret. */
export async function functionOf(
  bench: Workbench,
  secret = 'production/orders',
): Promise<string | undefined> {
  const { secrets } = await bench.inventory();
  return secrets
    .find(({ Name }) => Name === secret)
    ?.RotationLambdaARN?.split(':')
    .pop();
}

/** The secrets whose rotation is on and names a function that does not exist. */
async function rotatedByNothing(bench: Workbench): Promise<string[]> {
  const { secrets, functions } = await bench.inventory();
  const arns = functions.map(({ FunctionArn }) => FunctionArn);
  const rotated = secrets.filter(({ RotationEnabled }) => RotationEnabled);
  return rotated
    .filter(({ RotationLambdaARN }) => !arns.includes(RotationLambdaARN!))
    .map(({ Name }) => Name);
}
