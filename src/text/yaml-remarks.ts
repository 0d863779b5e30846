import { isAlias, isMap, isScalar, Node } from 'yaml';
import { duplicateKey, keyNotText, mergeKey, tagNotRead, templateLeft } from './problems';
import { Problem } from '../problem';
import { MARKS } from './marks';
import { WrittenNode } from './yaml-walk';

const MERGE_KEY = '<<';

/** Whether a value or key may have been meant for another program to put something into. */
export function isMarked(node: Node): boolean {
  return isScalar(node) && typeof node.value === 'string' && MARKS.test(node.value);
}

/** What is wrong with a value or key as it was written, in the text that it is from. */
export function problemsOfNode({ node, isKey, isRepeated }: WrittenNode, text: string): Problem[] {
  return [
    ...('tag' in node && node.tag !== undefined ? [tagNotRead(node.tag)] : []),
    ...(isKey ? problemsOfKey(node, isRepeated, text) : []),
  ];
}

function problemsOfKey(node: Node, isRepeated: boolean, text: string): Problem[] {
  if (isMap(node) && text[(node.range?.[0] ?? 0) - 1] === '{') return [templateLeft()];
  if (!isScalar(node) && !isAlias(node)) return [keyNotText()];
  if (!isScalar(node)) return [];
  if (node.value === MERGE_KEY && node.type === 'PLAIN') return [mergeKey()];
  return isRepeated ? [duplicateKey(String(node.value))] : [];
}
