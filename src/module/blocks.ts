import { Attribute, Block, BodyItem } from './hcl/block';
import { Expression, HclValue } from './hcl/value';

/** What is set in a block, by name; what is undefined is left out. */
export type Settings = Readonly<Record<string, HclValue | undefined>>;

/** An expression of Terraform's language. */
export function expression(text: string): Expression {
  return new Expression(text);
}

export function resource(
  type: string,
  name: string,
  comment: string,
  settings: Settings,
  ...nested: Block[]
): Block {
  return { type: 'resource', labels: [type, name], comment, body: bodyOf(settings, nested) };
}

export function dataSource(
  type: string,
  name: string,
  comment: string,
  settings: Settings = {},
  ...nested: Block[]
): Block {
  return { type: 'data', labels: [type, name], comment, body: bodyOf(settings, nested) };
}

export function locals(comment: string, settings: Settings): Block {
  return { type: 'locals', comment, body: bodyOf(settings, []) };
}

export function nestedBlock(type: string, settings: Settings, ...nested: Block[]): Block {
  return { type, body: bodyOf(settings, nested) };
}

/** What has to be true, and what is said otherwise: an expression too. */
export function condition(
  type: 'precondition' | 'postcondition' | 'validation',
  test: string,
  message: string,
): Block {
  return nestedBlock(type, { condition: expression(test), error_message: expression(message) });
}

/** What depends on something is moved to its successor before it goes. */
export function goesLast(settings: Settings = {}, ...conditions: Block[]): Block {
  return nestedBlock('lifecycle', { create_before_destroy: true, ...settings }, ...conditions);
}

/** What has to be there first stands last. */
function bodyOf({ depends_on: dependsOn, ...settings }: Settings, nested: readonly Block[]): BodyItem[] {
  return [...attributesOf(settings), ...nested, ...attributesOf({ depends_on: dependsOn })];
}

function attributesOf(settings: Settings): Attribute[] {
  return Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Resources that are waited for. */
export function references(blocks: readonly Block[]): Expression[] {
  return blocks.map(({ labels = [] }) => expression(labels.join('.')));
}
