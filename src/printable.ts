/** What a terminal or a log would act on, or would not show: control, format and bidirectional characters, separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const INVISIBLE_IN_LINES = /(?![\n\t]|\r\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line of text with such characters as JSON escapes them, line feeds among them. */
export function printable(line: string): string {
  return line.replace(INVISIBLE, escaped);
}

/** Lines of text, or JSON, with such characters as JSON escapes them. Ends of lines and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(INVISIBLE_IN_LINES, escaped);
}

/** Beyond the first 65,536 characters JSON writes two escapes for one. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
