import { isMapping } from '../../text/mapping';

/** What stands for the names in braces. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** The texts that a template stands for: one for each combination of names. */
export function expand(template: string, names: Names): string[] {
  const name = /\{(\w+)\}/.exec(template)?.[1];
  if (name === undefined) return [template];
  const [before, after] = split(template, `{${name}}`);
  const ends = expand(after, names);
  return names[name].flatMap((value) => ends.map((end) => `${before}${value}${end}`));
}

/** Conditions with their templates filled. */
export function expandConditions(conditions: any, names: Names): any {
  if (typeof conditions === 'string') return expand(conditions, names);
  if (Array.isArray(conditions)) return conditions.flatMap((item) => expandConditions(item, names));
  if (!isMapping(conditions)) return conditions;
  const entries = Object.entries(conditions).map(([key, value]) => [key, expandConditions(value, names)]);
  return Object.fromEntries(entries);
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
