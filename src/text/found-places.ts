import { Path } from '../config/finding';

/** The places of many findings, to ask about one place without going through all of them. */
export class FoundPlaces {
  private readonly places: ReadonlySet<string>;
  private readonly around: ReadonlySet<string>;

  public constructor(paths: readonly Path[]) {
    this.places = new Set(paths.map(placeKey));
    this.around = new Set(paths.flatMap(keysAround));
  }

  /** Whether something was found at a place, in it or around it. */
  public touch(path: Path): boolean {
    return this.around.has(placeKey(path)) || keysAround(path).some((key) => this.places.has(key));
  }
}

/** A place in one text, to compare places with. */
export function placeKey(path: Path): string {
  return JSON.stringify(path);
}

/** A place, and all that are around it. */
function keysAround(path: Path): string[] {
  return [...path, ''].map((_, length) => placeKey(path.slice(0, length)));
}
