import { STRING } from './json-token';
import { Path } from './path';

/** A key that stands twice in one mapping. */
export interface DuplicateKey {
  readonly key: string;
  readonly path: Path;
}

/** A list or mapping that is being read. */
interface Container {
  readonly keys?: Set<string>;
  /** The key or index of what is read next. */
  at: string | number;
}

const TOKENS = new RegExp(`(${STRING})(\\s*:)?|[[\\]{},]`, 'g');

/** The keys that stand twice, in JSON that is known to be well formed. The engine would keep the last and say nothing. */
export function duplicateKeys(text: string): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const open: Container[] = [];
  for (const [token, string, colon] of text.matchAll(TOKENS)) {
    if (colon !== undefined) addKey(JSON.parse(string), open, found);
    else step(token, open);
  }
  return found;
}

function step(token: string, open: Container[]): void {
  if (token === '{') open.push({ keys: new Set(), at: '' });
  else if (token === '[') open.push({ at: 0 });
  else if (token === '}' || token === ']') open.pop();
  else if (token === ',') nextItem(open[open.length - 1]);
}

function nextItem(container: Container): void {
  if (typeof container.at === 'number') container.at += 1;
}

function addKey(key: string, open: readonly Container[], found: DuplicateKey[]): void {
  const container = open[open.length - 1];
  container.at = key;
  if (container.keys!.has(key)) found.push({ key, path: open.map(({ at }) => at) });
  container.keys!.add(key);
}
