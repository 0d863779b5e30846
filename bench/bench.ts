/** Measures this package beside others: `npm run bench`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { format } from 'prettier';
import { InstalledPackage, ROOT } from './installed-package';
import { AwsCdk } from './contestants/aws-cdk';
import { Contestant } from './contestants/contestant';
import { HandWritten } from './contestants/hand-written';
import { RotationAppContestant } from './contestants/rotation-app';
import { fleetOf } from './fleet';
import { loading } from './loading';
import { circumstances } from './machine';
import { Measurement, Result } from './measurement';
import { Options, parseOptions } from './options';
import { missingForPlans, Planning } from './planning';
import { measureAll } from './rounds';
import { summaryOf } from './summary';
import { synthesisOf } from './synthesis';
import { tableOf } from './table';

const RESULTS = join(ROOT, 'bench', 'results.md');

const tell = (line: string): void => console.error(line);

/** Everything that is measured, in a folder that is removed in the end. */
class Bench {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-'));
  private readonly handWritten = new HandWritten();
  private planning?: Planning;
  private installed?: InstalledPackage;

  public constructor(private readonly options: Options) {
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true }));
    ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => process.exit(130)));
  }

  public async run(): Promise<Result[]> {
    const contestants = this.contestants().filter(({ id }) => this.wants(id));
    contestants.forEach((contestant) => this.prepare(contestant));
    try {
      const measurements = [
        ...this.options.secrets.map(fleetOf).flatMap((fleet) => synthesisOf(fleet, contestants, this.folder)),
        ...(this.wants('load') ? loading(this.here()) : []),
        ...(this.wants('plan') ? await this.plans() : []),
      ];
      return await measureAll(measurements, this.options.rounds, tell);
    } finally {
      await this.planning?.close();
    }
  }

  private wants(part: string): boolean {
    return this.options.only?.includes(part) ?? true;
  }

  private contestants(): Contestant[] {
    const { against } = this.options;
    const here = (): InstalledPackage => this.here();
    return [
      new RotationAppContestant('ours', 'this package, from YAML', 'yaml', here),
      new RotationAppContestant('ours-json', 'this package, from JSON', 'json', here),
      this.handWritten,
      new AwsCdk(),
      ...(against === undefined
        ? []
        : [
            new RotationAppContestant('before', `this package at ${against}, from YAML`, 'yaml', () =>
              InstalledPackage.of(against, join(this.folder, 'revision')),
            ),
          ]),
    ];
  }

  /** This package is packed once. */
  private here(): InstalledPackage {
    return (this.installed ??= InstalledPackage.here(join(this.folder, 'here')));
  }

  private prepare(contestant: Contestant): void {
    tell(`preparing ${contestant.name}`);
    const folder = join(this.folder, contestant.id);
    mkdirSync(folder);
    contestant.prepare(folder);
  }

  private async plans(): Promise<Measurement[]> {
    const missing = missingForPlans();
    missing.forEach((sentence) => tell(`No plans are measured. ${sentence}`));
    if (missing.length > 0) return [];
    tell('preparing plans on the stand-in');
    if (!this.wants(this.handWritten.id)) this.prepare(this.handWritten);
    this.planning = await Planning.open(this.handWritten);
    return this.planning.measurements();
  }
}

async function main(options: Options): Promise<void> {
  const results = await new Bench(options).run();
  const text = [
    ...circumstances(),
    `Medians of ${options.rounds} rounds.`,
    ...['## In short', summaryOf(results), '## All of it', tableOf(results)],
  ].join('\n\n');
  console.log(text);
  if (options.only === undefined) {
    const head = '# What was measured\n\nWritten by `npm run bench`.';
    writeFileSync(RESULTS, await format(`${head}\n\n${text}`, { parser: 'markdown', printWidth: 110 }));
  }
}

main(parseOptions(process.argv.slice(2))).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
