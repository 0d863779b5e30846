import { FoundPlaces } from '../text/found-places';
import { Path, pathKey } from '../text/path';
import { Source, TextProblem } from '../text/source';
import { defaultsFor } from './defaults/defaults-for';
import { Located } from './finding';

/** The keys of which one is read, and the other is told. */
const STILL_READ = 'DuplicateKey';

/** What follows from a key that cannot be read. */
const OF_MISSING_KEYS: ReadonlySet<string> = new Set(['MissingKey', 'ScheduleAmbiguous', 'EmptyMapping']);

/** The values and keys that are not what was meant, because of how they are written. What else is said of them means nothing. */
export class Damage {
  private readonly values: FoundPlaces;
  private readonly origins: ReadonlySet<number>;
  private readonly keys: ReadonlySet<string>;
  private readonly incomplete: ReadonlySet<string>;

  public constructor(
    private readonly source: Source,
    found: readonly TextProblem[],
  ) {
    const damaged = found.filter(({ problem }) => problem.code !== STILL_READ);
    const [values, keys] = [false, true].map((atKey) => damaged.filter((one) => one.atKey === atKey));
    this.values = new FoundPlaces(values.map(({ path }) => path));
    this.origins = new Set(values.map(({ origin }) => origin));
    this.keys = new Set(keys.map(({ path }) => pathKey(path)));
    this.incomplete = new Set(keys.map(({ path }) => pathKey(path.slice(0, -1))));
  }

  /** Whether there is none. */
  public get isNone(): boolean {
    return this.origins.size === 0 && this.keys.size === 0;
  }

  /** Whether a part of the configuration is damaged, or something in it. */
  public touches(path: Path): boolean {
    return this.values.touch(path) || this.isDamagedAt(path);
  }

  /** Whether a finding only follows from the damage. */
  public explains({ path, problem, atKey = false }: Located): boolean {
    if (atKey) return this.keys.has(pathKey(path)) || this.values.cover(path.slice(0, -1));
    if (this.values.cover(path)) return true;
    if (!OF_MISSING_KEYS.has(problem.code)) return this.isDamagedAt(path);
    const mapping = problem.code === 'MissingKey' ? path.slice(0, -1) : path;
    return [mapping, ...defaultsFor(mapping)].some((one) => this.incomplete.has(pathKey(one)));
  }

  /** Where nothing is damaged, nobody has to look up where something stands. */
  private isDamagedAt(path: Path): boolean {
    return this.origins.size > 0 && this.origins.has(this.source.originOf(path));
  }
}
