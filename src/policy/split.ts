import { Json } from './canonical';
import { PolicyStatement } from './policy-statement';

/** The number of a piece, in its Sid. */
const DIGITS = 4;

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
      const roomy = groups.find((group) => measure([...group, statement]) <= most);
      if (roomy === undefined) groups.push([statement]);
      else roomy.push(statement);
      return groups;
    }, []);
}

/** A statement in pieces that fit, each with as many of its resources, or of the secrets that its condition names, as have room. */
function cut(statement: PolicyStatement, most: number, measure: Measure): PolicyStatement[] {
  const characters = measure([statement]);
  const list = LISTS.find((one) => one.of(statement.toJson()).length > 1);
  if (characters <= most || list === undefined) return [statement];
  const items = list.of(statement.toJson());
  const others = characters - items.reduce((sum, item) => sum + charactersOf(item), 0);
  return chunks(items, most - others - DIGITS).flatMap((some, index) =>
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

/** Items in their order, as many together as have room, or one alone. */
function chunks(items: readonly string[], room: number): string[][] {
  let left = 0;
  return items.reduce<string[][]>((all, item) => {
    left -= charactersOf(item);
    if (all.length > 0 && left >= 0) all[all.length - 1].push(item);
    else {
      all.push([item]);
      left = room - charactersOf(item);
    }
    return all;
  }, []);
}

/** With the comma after it. */
function charactersOf(item: string): number {
  return JSON.stringify(item).length + 1;
}

function piece(statement: PolicyStatement, part: Record<string, Json>, number: number): PolicyStatement {
  const sid = statement.sid === '' ? {} : { Sid: `${statement.sid}${number}` };
  return statement._with({ ...part, ...sid }, statement.reason);
}
