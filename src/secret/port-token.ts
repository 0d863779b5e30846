import { STRING } from '../text/json-token';

const TOKENS = new RegExp(`(${STRING})(?:\\s*:\\s*(-?\\d[^\\s,}\\]]*))?|[[\\]{}]`, 'g');

/** The secret's port as it is written, where that is a number: 1521.0 is read as 1521 and not written back so. */
export function portToken(text: string): string | undefined {
  let level = 0;
  let port: string | undefined;
  for (const [token, string, number] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') level += 1;
    else if (token === '}' || token === ']') level -= 1;
    else if (level === 1 && number !== undefined && JSON.parse(string) === 'port') port = number;
  }
  return port;
}
