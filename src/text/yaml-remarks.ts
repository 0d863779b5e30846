import { Alias, isAlias, isMap, isScalar, Node } from 'yaml';
import { duplicateKey, keyNotText, mergeKey, mergeKeyTwice, tagNotRead, templateLeft } from './problems';
import { Problem } from '../problem';
import { MARKS } from './marks';
import { isMergeable, isMergeKey } from './yaml-merge';
import { WrittenNode } from './yaml-walk';

/** Whether a value or key may have been meant for another program to put something into. */
export function isMarked(node: Node): boolean {
  return isScalar(node) && typeof node.value === 'string' && MARKS.test(node.value);
}

/** What is wrong with a value or key as it was written, in the text that it is from. */
export function problemsOfNode(written: WrittenNode, text: string): Problem[] {
  const { node, isKey } = written;
  return [
    ...('tag' in node && node.tag !== undefined ? [tagNotRead(node.tag)] : []),
    ...(isKey ? problemsOfKey(written, text) : []),
  ];
}

/** What a merge key names is known when all has been read. */
export function problemsOfMerge(
  { node, isKey, value = null }: WrittenNode,
  targets: ReadonlyMap<Alias, Node>,
): Problem[] {
  return isKey && isMergeKey(node) && !isMergeable(value, targets) ? [mergeKey()] : [];
}

function problemsOfKey({ node, isRepeated }: WrittenNode, text: string): Problem[] {
  if (isMap(node) && text[(node.range?.[0] ?? 0) - 1] === '{') return [templateLeft()];
  if (!isScalar(node) && !isAlias(node)) return [keyNotText()];
  if (!isScalar(node)) return [];
  if (!isRepeated) return [];
  return [isMergeKey(node) ? mergeKeyTwice() : duplicateKey(String(node.value))];
}
