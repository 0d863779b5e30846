import { mkdirSync, rmSync } from 'fs';
import { join } from 'path';
import { Contestant, Output } from './contestants/contestant';
import { Fleet, fleetName } from './fleet';
import { measureNode } from './measure';
import { Measurement } from './measurement';

/** What part of another program's CPU time this package may take, by the other's id and the number of secrets. */
const GOALS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'hand-written': { 1: 1.15, 100: 0.65, 1000: 0.3 },
  'aws-cdk': { 1: 0.1, 100: 0.09 },
  before: { 10_000: 0.5 },
};

/** From nothing to files that can be deployed, by each contestant that can do so many secrets. The first is the reference. */
export function synthesisOf(fleet: Fleet, contestants: readonly Contestant[], folder: string): Measurement[] {
  return contestants
    .filter(({ mostSecrets = Infinity }) => fleet.secrets <= mostSecrets)
    .map((contestant, index) => synthesis(fleet, contestant, join(folder, contestant.id), index === 0));
}

function synthesis(fleet: Fleet, contestant: Contestant, folder: string, isReference: boolean): Measurement {
  const outdir = join(folder, 'out');
  let output: Output | undefined;
  return {
    task: `synthesise ${fleetName(fleet)}`,
    program: contestant.name,
    isReference,
    goal: GOALS[contestant.id]?.[fleet.secrets],
    fleet,
    run: () => {
      mkdirSync(outdir, { recursive: true });
      const usage = measureNode({ cwd: folder, ...contestant.command(fleet, outdir) });
      output ??= contestant.output(outdir);
      rmSync(outdir, { recursive: true });
      return usage;
    },
    output: () => output!,
  };
}
