import { Workbench } from '../src/rehearsal/workbench';

const POLL_MILLISECONDS = 100;

/** Kills Terraform when an operation was carried out and not answered, and resources of other types were completed. */
export async function killDuring(
  { project, standIn }: Workbench,
  operation: string,
  others: readonly string[],
): Promise<void> {
  await project.synth();
  await project.init('production');
  await standIn.setFaults({ hold: operation });
  const apply = project.startApply('production');
  await Promise.race([standIn.untilHeld(operation), apply.succeed().then(endedTooEarly)]);
  await until(() => others.every((type) => new RegExp(`${type}.*Creation complete`).test(apply.output)));
  await apply.kill();
  await apply.outcome;
}

function endedTooEarly(): never {
  throw new Error('the apply ended before it could be killed');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
}
