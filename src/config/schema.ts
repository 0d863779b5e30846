import { readFileSync } from 'fs';
import { join } from 'path';
import { pointerPath } from '../text/json-pointer';
import { valueAt } from '../text/value-at';

export const SCHEMAS = join(__dirname, '..', '..', 'schemas');

/** What the schema of configurations says of one place, as far as it is asked. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly additionalProperties?: SchemaPart | boolean;
  readonly then?: SchemaPart;
  readonly $defs?: Readonly<Record<string, SchemaPart>>;
}

let schema: SchemaPart | undefined;

/** The schema of configurations. It is read where something is wrong, and not at each start. */
export function configSchema(): SchemaPart {
  return (schema ??= JSON.parse(readFileSync(join(SCHEMAS, 'rotation-config.schema.json'), 'utf8')));
}

/** A part with what it refers to, and what that refers to. What the part says itself comes first. */
export function resolved({ $ref, ...own }: SchemaPart): SchemaPart {
  return $ref === undefined ? own : { ...resolved(partAt($ref)), ...own };
}

function partAt(reference: string): SchemaPart {
  return valueAt(configSchema(), pointerPath(reference)) as SchemaPart;
}
