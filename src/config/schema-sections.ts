import { configSchema, resolved, SchemaPart } from './schema';

/** A part of the schema that is judged by itself, and the mappings in it whose entries are judged by themselves as well. */
export interface SchemaSection {
  readonly schema: object;
  readonly mappings: readonly SectionMapping[];
}

export interface SectionMapping {
  /** The keys that lead from the section to the mapping. */
  readonly path: readonly string[];
  readonly entries: SchemaSection;
}

/**
 * The schema in sections: the file, a stack, a network, a rotation. Judged as a whole, the errors of a large file would fill
 * the memory, and ajv would copy all of them for each reference that it follows.
 */
export function schemaSections(): SchemaSection {
  return sectionOf(configSchema());
}

function sectionOf(part: SchemaPart): SchemaSection {
  const mappings: SectionMapping[] = [];
  return { schema: without(part, [], mappings), mappings };
}

/** A part without references, and without what its mappings of names hold, which goes into sections of their own. */
function without(given: SchemaPart, path: readonly string[], mappings: SectionMapping[]): object {
  const { properties, additionalProperties, ...rest } = resolved(given);
  const inner = Object.entries(properties ?? {}).map(([key, property]) => [
    key,
    without(property, [...path, key], mappings),
  ]);
  const entries = typeof additionalProperties === 'object' ? resolved(additionalProperties) : undefined;
  const isApart = entries?.properties !== undefined;
  if (isApart) mappings.push({ path, entries: sectionOf(entries) });
  return {
    ...withoutReferences({ ...rest, $defs: undefined }),
    ...(properties && { properties: Object.fromEntries(inner) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: isApart || withoutReferences(additionalProperties),
    }),
  };
}

/** A part with what each reference in it stands for in its place. */
export function withoutReferences(part: unknown): any {
  if (Array.isArray(part)) return part.map(withoutReferences);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(resolved(part)).map(([key, value]) => [key, withoutReferences(value)]);
  return Object.fromEntries(entries);
}
