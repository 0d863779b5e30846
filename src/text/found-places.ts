import { Path, pathKey } from './path';

/** The places of many findings, to ask about one place without going through all of them. */
export class FoundPlaces {
  private readonly places: ReadonlySet<string>;
  private readonly around: ReadonlySet<string>;

  public constructor(paths: readonly Path[]) {
    this.places = new Set(paths.map(pathKey));
    this.around = new Set(paths.flatMap(keysAround));
  }

  /** Whether something was found at a place, in it or around it. */
  public touch(path: Path): boolean {
    return this.around.has(pathKey(path)) || keysAround(path).some((key) => this.places.has(key));
  }
}

/** A place, and all that are around it. */
function keysAround(path: Path): string[] {
  return [...path, ''].map((_, length) => pathKey(path.slice(0, length)));
}
