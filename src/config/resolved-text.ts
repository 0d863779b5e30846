import { isMapping } from '../text/mapping';
import { RotationConfig } from './model';
import { configSchema, resolved, SchemaPart } from './schema';
import { asWritten } from './ssm-parameter';

/** What a configuration may be written in. */
export type Syntax = 'yaml' | 'json';

/** A configuration with all defaults filled in, as a file that says everything itself. */
export async function resolvedText(config: RotationConfig, syntax: Syntax): Promise<string> {
  const ordered = inOrder(asWritten(config), configSchema());
  if (syntax === 'json') return `${JSON.stringify(ordered, null, 2)}\n`;
  const { stringify } = await import('yaml');
  // Whoever reads it may read YAML 1.1, in which yes and a date are no texts.
  return stringify(ordered, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });
}

/** The keys as the schema has them, wherever each was written. */
function inOrder(value: unknown, part: SchemaPart): unknown {
  if (!isMapping(value)) return value;
  const { properties = {}, additionalProperties, then } = resolved(part);
  const known = { ...properties, ...then?.properties };
  const entries = typeof additionalProperties === 'object' ? additionalProperties : {};
  const names = [...Object.keys(known).filter((key) => key in value), ...Object.keys(value)];
  return Object.fromEntries(
    [...new Set(names)].map((key) => [key, inOrder(value[key], known[key] ?? entries)]),
  );
}
