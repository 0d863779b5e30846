import { configSchema, resolved, SchemaPart } from './schema';

/** What stands for a name that somebody chose. */
export const NAME = 'NAME';

/** A place in configurations where a mapping stands. */
export interface MappingPlace {
  /** The keys that lead there, `NAME` for each name. */
  readonly path: readonly string[];
  /** The keys of its own. Where names stand it has none. */
  readonly keys: readonly string[];
  /** Those of its keys that hold a mapping, and nothing else. */
  readonly keysOfMappings: readonly string[];
  readonly hasNames: boolean;
}

let places: readonly MappingPlace[] | undefined;

/** All places of mappings, from the top of the file down. */
export function mappingPlaces(): readonly MappingPlace[] {
  return (places ??= placesIn(configSchema(), []));
}

/** The place of a mapping in a file. */
export function placeAt(path: readonly (string | number)[]): MappingPlace | undefined {
  return mappingPlaces().find((place) => isAt(place, path));
}

function isAt({ path: wanted }: MappingPlace, path: readonly (string | number)[]): boolean {
  return (
    wanted.length === path.length &&
    wanted.every((segment, index) => segment === NAME || segment === path[index])
  );
}

function placesIn(given: SchemaPart, path: readonly string[]): MappingPlace[] {
  const part = resolved(given);
  const asMapping = part.then && resolved(part.then);
  const { properties = {}, additionalProperties } = asMapping?.properties ? { ...part, ...asMapping } : part;
  const entries = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (entries === undefined && Object.keys(properties).length === 0) return [];
  return [
    {
      path,
      keys: Object.keys(properties),
      keysOfMappings: Object.keys(properties).filter((key) => resolved(properties[key]).type === 'object'),
      hasNames: entries !== undefined,
    },
    ...Object.entries(properties).flatMap(([key, property]) => placesIn(property, [...path, key])),
    ...(entries === undefined ? [] : placesIn(entries, [...path, NAME])),
  ];
}
