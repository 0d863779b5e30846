/** Whether a text has a wildcard of IAM. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a pattern means a text that has no wildcards. */
export function matches(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let position = 0; position < text.length;) {
    if (pattern[at] === '*') [star, at, resume] = [at, at + 1, position];
    else if (pattern[at] === '?' || pattern[at] === text[position]) [at, position] = [at + 1, position + 1];
    else if (star < 0) return false;
    else [at, resume, position] = [star + 1, resume + 1, resume + 1];
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Whether there is a text that two patterns both mean. It takes no longer than the product of their lengths. */
export function overlap(one: string, other: string): boolean {
  if (!hasWildcard(one)) return matches(other, one);
  if (!hasWildcard(other)) return matches(one, other);
  const row = new Uint8Array(other.length + 1);
  row.fill(1, 0, 1 + /^\**/.exec(other)![0].length);
  for (const character of one) {
    if (!advance(row, character, other)) return false;
  }
  return row[other.length] === 1;
}

/** Turns the row of a pattern's beginnings that overlap with a beginning of the other into that of one character more. */
function advance(row: Uint8Array, character: string, pattern: string): boolean {
  let diagonal = row[0];
  row[0] = character === '*' ? diagonal : 0;
  let any = row[0];
  for (let index = 1; index < row.length; index += 1) {
    const above = row[index];
    row[index] = cell(character, pattern[index - 1], diagonal, above, row[index - 1]);
    any |= row[index];
    diagonal = above;
  }
  return any === 1;
}

function cell(character: string, wanted: string, diagonal: number, above: number, left: number): number {
  if (character === '*' || wanted === '*') return above | left;
  return wanted === character || wanted === '?' || character === '?' ? diagonal : 0;
}
