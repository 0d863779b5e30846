import { isMapping } from '../text/mapping';
import { isListToken } from '../arn/token';

/** A value as JSON has it. */
export type Json = any;

/** IAM's own order of a statement's keys. */
export const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** The keys of a statement that hold a set of texts. */
const SETS = ['Action', 'NotAction', 'Resource', 'NotResource'];

/** A statement with its keys in IAM's order and its sets sorted. What it has besides stays as it is, at its end. */
export function canonicalStatement(statement: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    orderedKeys(statement, STATEMENT_KEYS).map((key) => [key, canonicalPart(key, statement[key])]),
  );
}

/** The keys of a mapping: first those with a place of their own, then the others in the order they came. */
export function orderedKeys(mapping: object, order: readonly string[]): string[] {
  const present = Object.keys(mapping);
  return [...order.filter((key) => present.includes(key)), ...present.filter((key) => !order.includes(key))];
}

function canonicalPart(key: string, value: Json): Json {
  if (SETS.includes(key)) return canonicalSet(value);
  if (key === 'Principal' || key === 'NotPrincipal') return mapValues(value, canonicalSet);
  return key === 'Condition' ? mapValues(value, (block) => mapValues(block, canonicalSet)) : value;
}

/** A set is a list in any order, or its only item. */
function canonicalSet(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const sorted = [...new Set(value)].sort((one, other) => compare(String(one), String(other)));
  return sorted.length === 1 && !isListToken(sorted[0]) ? sorted[0] : sorted;
}

function mapValues(value: Json, map: (item: Json) => Json): Json {
  if (!isMapping(value)) return value;
  const entries = Object.keys(value)
    .sort(compare)
    .map((key) => [key, map(value[key])]);
  return Object.fromEntries(entries);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
