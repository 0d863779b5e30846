import { readdirSync } from 'fs';
import { join } from 'path';
import { fileInRoot, ROOT } from './examples';

/** A page of the documents that people read: its path in the repository, and its text. */
export interface Page {
  readonly name: string;
  readonly text: string;
}

/** README and what docs/ holds. */
export function pages(): Page[] {
  const inDocs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...inDocs.map((name) => `docs/${name}`)].map((name) => ({
    name,
    text: fileInRoot(name),
  }));
}

/** The blocks of code in a language, each with the page that it stands on. */
export function blocks(language: string): Page[] {
  const fence = new RegExp('^```' + language + '\\n([\\s\\S]*?)^```', 'gm');
  return pages().flatMap(({ name, text }) =>
    [...text.matchAll(fence)].map(([, block]) => ({ name, text: block })),
  );
}
