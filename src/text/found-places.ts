import { Path } from './path';

/** A place of findings, or one on the way to such a place. */
interface Place {
  isFound: boolean;
  readonly within: Map<string, Place>;
}

/** The places of many findings, to ask about one place without going through all of them. */
export class FoundPlaces {
  private readonly top: Place = newPlace();

  public constructor(paths: readonly Path[]) {
    paths.forEach((path) => this.add(path));
  }

  /** Whether something was found at a place, in it or around it. */
  public touch(path: Path): boolean {
    const place = this.follow(path);
    return place !== undefined && (place.isFound || place.within.size > 0);
  }

  /** Whether something was found at a place or around it. */
  public cover(path: Path): boolean {
    return this.follow(path)?.isFound === true;
  }

  /** The place of a path, or the first on the way there that something was found at. */
  private follow(path: Path): Place | undefined {
    let place: Place | undefined = this.top;
    for (const segment of path) {
      if (place === undefined || place.isFound) return place;
      place = place.within.get(String(segment));
    }
    return place;
  }

  private add(path: Path): void {
    let place = this.top;
    for (const segment of path) {
      const next = place.within.get(String(segment)) ?? newPlace();
      place.within.set(String(segment), next);
      place = next;
    }
    place.isFound = true;
  }
}

function newPlace(): Place {
  return { isFound: false, within: new Map() };
}
