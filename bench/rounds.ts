import { Usage, medianOf } from './measure';
import { Measurement, Result } from './measurement';

type Tell = (line: string) => void;

/** Measures all in turn, several times, so that whatever else the machine does meets all alike. A first round is not counted. */
export async function measureAll(
  measurements: readonly Measurement[],
  rounds: number,
  tell: Tell,
): Promise<Result[]> {
  const usages = new Map<Measurement, Usage[]>(measurements.map((one) => [one, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const measurement of measurements) {
      tell(`${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}: ${nameOf(measurement)}`);
      const usage = await measurement.run();
      if (round > 0) usages.get(measurement)!.push(usage);
    }
  }
  return measurements.map((measurement) => ({
    measurement,
    usage: medianOf(usages.get(measurement)!),
    output: measurement.output?.(),
  }));
}

function nameOf({ task, program }: Measurement): string {
  return `${task}: ${program}`;
}
