import { isUtf8 } from 'buffer';
import { notUtf8 } from './problems';
import { Problem } from '../problem';

/** How texts in other encodings begin: with a byte order mark, or with an ASCII character in two or four bytes. */
const OTHER_ENCODINGS: readonly (readonly [name: string, isMeant: (bytes: Buffer) => boolean])[] = [
  [
    'UTF-32',
    ([a, b, c, d]) => (a === 0xff && b === 0xfe && !c && !d) || (!a && !b && c === 0xfe && d === 0xff),
  ],
  ['UTF-16', ([a, b]) => (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)],
  ['UTF-16', ([a, b]) => a !== b && (a === 0 || b === 0)],
];

/** The text that bytes are in UTF-8, without a byte order mark; or why they are none. */
export function decode(bytes: Buffer): string | Problem {
  const [name] = OTHER_ENCODINGS.find(([, isMeant]) => bytes.length > 1 && isMeant(bytes)) ?? [];
  if (name !== undefined) return notUtf8(`it is in ${name}`);
  return isUtf8(bytes)
    ? new TextDecoder().decode(bytes)
    : notUtf8(`it has bytes that UTF-8 has not, first in line ${lineOfFirstWrong(bytes)}`);
}

function lineOfFirstWrong(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
