import { createHash } from 'crypto';

/** Texts of files by their paths in a folder. */
export type Files = Readonly<Record<string, string>>;

/** Stands at the end of the index, where no reader of Markdown sees it. A formatter of Markdown leaves it as it is. */
const NOTE = /<!-- secret-rotation wrote these: (\{[^\n]*\}) -->/;

/** The note comes out of a file that anybody may have changed: it names nothing outside the folder. */
const FILE = /^(\w[\w-]*\/){0,4}\w[\w-]*(\.\w+)*$/;

/** The index with a note of the files that are written with it. */
export function withNote(index: string, files: Files): string {
  const prints = Object.entries(files).map(([file, text]) => [file, fingerprint(text)]);
  return `${index}<!-- secret-rotation wrote these: ${JSON.stringify(Object.fromEntries(prints))} -->\n`;
}

/** The fingerprints of the files that were written with an index; undefined where it is the index of others. */
export function notedIn(index: string): ReadonlyMap<string, string> | undefined {
  const [, json] = NOTE.exec(index) ?? [];
  const noted = json && parsed(json);
  if (typeof noted !== 'object') return undefined;
  return new Map(Object.entries(noted as Files).filter(([file]) => FILE.test(file)));
}

/** The same for JSON that says the same: a formatter may have been at it. */
export function fingerprint(text: string): string {
  const json = parsed(text);
  const said = json === undefined ? text : JSON.stringify(json);
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
