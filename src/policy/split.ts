import { Json } from './canonical';
import { withDistinctSids } from './distinct-sids';
import { PolicyStatement } from './policy-statement';

/** The number of a piece, in its Sid. */
const DIGITS = 4;

/** Statements that are one policy, and how many characters they have, each with the comma after it. */
interface Group {
  readonly statements: PolicyStatement[];
  characters: number;
}

/** Groups of statements that say together what all say, each within a number of characters as far as they can be cut. */
export function splitStatements(statements: readonly PolicyStatement[], most: number): PolicyStatement[][] {
  const pieces = withDistinctSids(statements.flatMap((statement) => cut(statement, most)));
  const groups: Group[] = [];
  pieces.forEach((piece) => {
    const characters = charactersOf(piece.toJson());
    const roomy = groups.find((group) => group.characters + characters <= most);
    if (roomy === undefined) groups.push({ statements: [piece], characters });
    else {
      roomy.statements.push(piece);
      roomy.characters += characters;
    }
  });
  return groups.map((group) => group.statements);
}

/** A statement in pieces that fit, each with as many of its resources, or of what its condition lists, as have room. */
function cut(statement: PolicyStatement, most: number): PolicyStatement[] {
  const json = statement.toJson();
  const lists = LISTS.map((list) => ({ ...list, items: list.of(json) })).filter(
    ({ items }) => items.length > 1,
  );
  if (charactersOf(json) <= most || lists.length === 0) return [statement];
  const lengths = lists.map(({ items }) => total(items));
  const longest = Math.max(...lengths);
  const { items, with: withItems } = lists[lengths.indexOf(longest)];
  const left = most - charactersOf(json) - DIGITS;
  // Another list that is long, too, is cut later, so that each gets half.
  const room = Math.max(left + longest, (left + sum(lengths)) / 2);
  return chunks(items, room).flatMap((some) =>
    cut(statement._with(withItems(json, some), statement.reason), most),
  );
}

/** A list of which each item is allowed by itself, so that it can be cut. */
interface List {
  readonly of: (statement: Json) => readonly string[];
  /** The part of a statement with other items. */
  readonly with: (statement: Json, items: readonly string[]) => Record<string, Json>;
}

const SECRET = 'kms:EncryptionContext:SecretARN';

const FUNCTION = 'secretsmanager:RotationLambdaARN';

const inCondition = (operator: string, key: string): List => ({
  of: ({ Condition }) => listOf(Condition?.[operator]?.[key]),
  with: ({ Condition }, items) => ({
    Condition: { ...Condition, [operator]: { ...Condition[operator], [key]: items } },
  }),
});

const LISTS: readonly List[] = [
  { of: ({ Resource }) => listOf(Resource), with: (_, items) => ({ Resource: items }) },
  inCondition('StringEquals', SECRET),
  inCondition('StringLike', SECRET),
  inCondition('ArnEquals', FUNCTION),
  inCondition('ArnEqualsIfExists', FUNCTION),
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

function total(items: readonly string[]): number {
  return sum(items.map(charactersOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

/** With the comma after it. */
function charactersOf(value: Json): number {
  return JSON.stringify(value).length + 1;
}
