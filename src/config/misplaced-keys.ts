import { FoundPlaces } from '../text/found-places';
import { isMapping } from '../text/mapping';
import { Path, pathKey } from '../text/path';
import { valueAt } from '../text/value-at';
import { Located } from './finding';
import { MappingPlace, mappingPlaces, NAME, placeAt } from './mapping-places';
import { keysElsewhere, nameMissing } from './problems';
import { meantBy } from './synonyms';

/** With more than this of its keys a mapping is what has such keys. */
const MOST = 0.5;

/** Keys that stand in a mapping which has no such keys, and where they belong. */
export interface Misplaced {
  readonly mapping: Path;
  readonly keys: readonly string[];
  readonly place: MappingPlace;
}

/** A key, where it stands and where it belongs. */
interface MisplacedKey {
  readonly mapping: Path;
  readonly key: string;
  readonly place: MappingPlace;
}

/** What of the findings is only about keys that belong elsewhere, told once for each mapping and place; and all others. */
export interface Placed {
  readonly found: readonly Located[];
  readonly misplaced: readonly Misplaced[];
}

export function placeKeys(all: readonly Located[], data: unknown): Placed {
  const inPlaceOfNames = grouped(keysInPlaceOfNames(all, data));
  const covered = new FoundPlaces(inPlaceOfNames.flatMap(pathsOf));
  const found = all.filter(({ path }) => !covered.cover(path));
  const inOtherMappings = grouped(keysInOtherMappings(found, data));
  return {
    found: [
      ...found.filter((one) => !isToldWith(one, inOtherMappings)),
      ...inPlaceOfNames.map((one) => told(one, nameMissing(one.keys, one.place.path))),
      ...inOtherMappings.map((one) => told(one, keysElsewhere(one.keys, one.place.path))),
    ],
    misplaced: [...inPlaceOfNames, ...inOtherMappings],
  };
}

/** An unknown key is told with others of its mapping. Where those belong into one that is left out, it does not matter. */
function isToldWith({ path, problem }: Located, groups: readonly Misplaced[]): boolean {
  if (problem.code !== 'UnknownKey') return false;
  const own = groups.filter(({ mapping }) => pathKey(mapping) === pathKey(path.slice(0, -1)));
  return own.some(({ mapping, keys, place }) => {
    const isLeftOut = place.path.length === mapping.length + 1;
    return isLeftOut || keys.includes(String(path[path.length - 1]));
  });
}

/** Where a stack, network or rotation has no name, its keys are taken for names. */
function keysInPlaceOfNames(found: readonly Located[], data: unknown): MisplacedKey[] {
  const entries = found.flatMap(({ path }) => entriesOn(path));
  return unique(entries).flatMap(({ mapping, key }) => {
    const place = placeOf(mapping, key, data);
    const isNamed = shareOf(placeAt([...mapping, key])!, valueAt(data, [...mapping, key])) > MOST;
    return place === undefined || isNamed ? [] : [{ mapping, key, place }];
  });
}

/** The names on the way to a place, each with what it is in. */
function entriesOn(path: Path): Omit<MisplacedKey, 'place'>[] {
  return path
    .map((key, index) => ({ mapping: path.slice(0, index), key: String(key) }))
    .filter(({ mapping, key }) => placeAt(mapping)?.hasNames && placeAt([...mapping, key]) !== undefined);
}

/** How much of a value is what stands at a place, by its keys. More than half, and its name is a name, whatever it is. */
function shareOf({ keys }: MappingPlace, value: unknown): number {
  const given = isMapping(value) ? Object.keys(value) : [];
  return given.length === 0 ? 0 : given.filter((key) => keys.includes(key)).length / given.length;
}

function keysInOtherMappings(found: readonly Located[], data: unknown): MisplacedKey[] {
  return found
    .filter(({ problem }) => problem.code === 'UnknownKey')
    .map(({ path }) => ({ mapping: path.slice(0, -1), key: String(path[path.length - 1]) }))
    .flatMap(({ mapping, key }) => {
      const own = placeAt(mapping)?.keys ?? [];
      const isElsewhere = meantBy(key, own) === undefined && isMapping(valueAt(data, mapping));
      const place = isElsewhere
        ? (placeOf(mapping, key, data) ?? placeOfEntry(mapping, valueAt(data, [...mapping, key])))
        : undefined;
      return place === undefined ? [] : [{ mapping, key, place }];
    });
}

/** Where what stands under a name belongs, if the level with the names is left out. */
function placeOfEntry(mapping: Path, value: unknown): MappingPlace | undefined {
  const isBelow = ({ path }: MappingPlace): boolean => path.length > mapping.length && isOn(mapping, path);
  const shares = mappingPlaces()
    .filter((place) => place.hasNames && isBelow(place))
    .map((place) => ({ place, share: shareOf(placeAt([...place.path, NAME]) ?? place, value) }));
  return shares.sort((one, other) => other.share - one.share).find(({ share }) => share > MOST)?.place;
}

/** Whether a mapping is on the way to a place. */
function isOn(mapping: Path, place: MappingPlace['path']): boolean {
  return placeAt(mapping)?.path.every((segment, index) => segment === place[index]) ?? false;
}

/** The nearest place where a key belongs, not among defaults unless it is there: of two that are as near, the one further down. */
function placeOf(mapping: Path, key: string, data: unknown): MappingPlace | undefined {
  const value = valueAt(data, [...mapping, key]);
  const places = mappingPlaces().filter(
    (place) =>
      place.keys.includes(key) &&
      mayHold(place, key, value) &&
      (mapping.includes('defaults') || !place.path.includes('defaults')),
  );
  return places.sort(
    (one, other) => distance(one, mapping) - distance(other, mapping) || other.path.length - one.path.length,
  )[0];
}

/** A text where a mapping belongs is something else of the same name. What is empty may become anything. */
function mayHold({ keysOfMappings }: MappingPlace, key: string, value: unknown): boolean {
  return value === null || isMapping(value) || !keysOfMappings.includes(key);
}

/** How many steps up and down lead from one mapping to another. */
function distance({ path }: MappingPlace, mapping: Path): number {
  const from = placeAt(mapping)?.path ?? [];
  const together = from.findIndex((segment, index) => segment !== path[index]);
  const common = together < 0 ? from.length : together;
  return from.length + path.length - 2 * common;
}

/** The keys of one mapping that belong to the same place. */
function grouped(all: readonly MisplacedKey[]): Misplaced[] {
  const groups = new Map<string, { mapping: Path; keys: string[]; place: MappingPlace }>();
  all.forEach(({ mapping, key, place }) => {
    const id = pathKey([...mapping, ...place.path]);
    const group = groups.get(id) ?? { mapping, keys: [], place };
    groups.set(id, group);
    group.keys.push(key);
  });
  return [...groups.values()];
}

function unique<T extends Omit<MisplacedKey, 'place'>>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [pathKey([...one.mapping, one.key]), one])).values()];
}

function pathsOf({ mapping, keys }: Misplaced): Path[] {
  return keys.map((key) => [...mapping, key]);
}

function told({ mapping, keys: [first] }: Misplaced, problem: Located['problem']): Located {
  return { path: [...mapping, first], problem, atKey: true };
}
