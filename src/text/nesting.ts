import { STRING } from './json-token';

const TOKENS = new RegExp(`${STRING}|[[\\]{}]`, 'g');

/** Whether a JSON text has lists and mappings in each other at more levels than allowed. */
export function nestsDeeper(text: string, mostLevels: number): boolean {
  let level = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') level += 1;
    else if (token === '}' || token === ']') level -= 1;
    if (level > mostLevels) return true;
  }
  return false;
}
