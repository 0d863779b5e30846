import { Json } from './canonical';
import { PolicyStatement } from './policy-statement';

/** How many characters a policy of some statements has. */
type Measure = (statements: readonly PolicyStatement[]) => number;

/** Groups of statements that say together what all say, each within a number of characters as far as they can be cut. */
export function splitStatements(
  statements: readonly PolicyStatement[],
  most: number,
  measure: Measure,
): PolicyStatement[][] {
  return statements
    .flatMap((statement) => cut(statement, most, measure))
    .reduce<PolicyStatement[][]>((groups, statement) => {
      const last = groups[groups.length - 1];
      if (last !== undefined && measure([...last, statement]) <= most) last.push(statement);
      else groups.push([statement]);
      return groups;
    }, []);
}

/** A statement in pieces that fit, each with about as many of its resources, or of the secrets that its condition names. */
function cut(statement: PolicyStatement, most: number, measure: Measure): PolicyStatement[] {
  const characters = measure([statement]);
  const list = LISTS.find((one) => one.of(statement.toJson()).length > 1);
  if (characters <= most || list === undefined) return [statement];
  return chunks(list.of(statement.toJson()), Math.ceil(characters / most)).flatMap((some, index) =>
    cut(piece(statement, list.with(statement.toJson(), some), index + 1), most, measure),
  );
}

/** A list of which each item is allowed by itself, so that it can be cut. */
interface List {
  readonly of: (statement: Json) => readonly string[];
  /** The part of a statement with other items. */
  readonly with: (statement: Json, items: readonly string[]) => Record<string, Json>;
}

const SECRET = 'kms:EncryptionContext:SecretARN';

const inCondition = (operator: string): List => ({
  of: ({ Condition }) => listOf(Condition?.[operator]?.[SECRET]),
  with: ({ Condition }, items) => ({
    Condition: { ...Condition, [operator]: { ...Condition[operator], [SECRET]: items } },
  }),
});

const LISTS: readonly List[] = [
  { of: ({ Resource }) => listOf(Resource), with: (_, items) => ({ Resource: items }) },
  inCondition('StringEquals'),
  inCondition('StringLike'),
];

function listOf(value: Json): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function chunks(items: readonly string[], count: number): string[][] {
  const size = Math.ceil(items.length / Math.min(count, items.length));
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}

function piece(statement: PolicyStatement, part: Record<string, Json>, number: number): PolicyStatement {
  const sid = statement.sid === '' ? {} : { Sid: `${statement.sid}${number}` };
  return statement._with({ ...part, ...sid }, statement.reason);
}
