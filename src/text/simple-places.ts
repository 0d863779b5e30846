import { Path } from './path';
import { Builder, Entry } from './simple-builder';

/** Where a value stands, and where what is in it does. */
export interface Place {
  readonly start: number;
  readonly entries?: ReadonlyMap<string, Entry<Place>>;
  readonly items?: readonly Place[];
}

/** Makes places of a text. */
export const PLACES: Builder<Place> = {
  scalar: (_, start) => ({ start }),
  list: (items, start) => ({ start, items }),
  mapping: (entries, start) => ({ start, entries: new Map(entries.map((entry) => [entry.key, entry])) }),
};

/** Where a value or its key stands, or the nearest thing around it that is there. */
export function offsetIn(top: Place, path: Path, atKey: boolean): number {
  let place: Place | undefined = top;
  let start = top.start;
  path.forEach((segment, index) => {
    const child: Partial<Entry<Place>> | undefined = place && childOf(place, segment);
    const isKey = atKey && index === path.length - 1;
    start = (isKey ? child?.keyStart : child?.value?.start) ?? place?.start ?? start;
    place = child?.value;
  });
  return start;
}

/** Where the innermost value of a path stands that is there. */
export function originIn(top: Place, path: Path): number {
  return path.reduce((place, segment) => childOf(place, segment).value ?? place, top).start;
}

function childOf({ entries, items }: Place, segment: string | number): Partial<Entry<Place>> {
  return entries?.get(String(segment)) ?? { value: items?.[Number(segment)] };
}
