import { readFileSync } from 'fs';
import { join } from 'path';

export const SCHEMAS = join(__dirname, '..', '..', 'schemas');

/** What the schema of configurations says of one place, as far as it is asked. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly additionalProperties?: SchemaPart | boolean;
  readonly then?: SchemaPart;
  readonly $defs?: Readonly<Record<string, SchemaPart>>;
}

/**
 * The schema with what each reference stands for in its place: ajv copies all errors so far for each that it follows, so
 * that a thousand times the entries would take a million times as long.
 */
export function withoutReferences(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutReferences);
  if (typeof part !== 'object' || part === null) return part;
  const { $ref, ...own } = part as SchemaPart;
  const target = $ref === undefined ? {} : configSchema().$defs![$ref.split('/').pop()!];
  const entries = Object.entries({ ...target, ...own }).map(([key, value]) => [
    key,
    withoutReferences(value),
  ]);
  return Object.fromEntries(entries);
}

let schema: SchemaPart | undefined;

/** The schema of configurations. It is read where something is wrong, and not at each start. */
export function configSchema(): SchemaPart {
  return (schema ??= JSON.parse(readFileSync(join(SCHEMAS, 'rotation-config.schema.json'), 'utf8')));
}
