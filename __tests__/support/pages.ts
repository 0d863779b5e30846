import { readdirSync } from 'fs';
import { join } from 'path';
import { fileInRoot, ROOT } from './examples';

/** A page of the documents that people read: its path in the repository, and its text. */
export interface Page {
  readonly name: string;
  readonly text: string;
}

/** A block of code on a page. Those in lists are indented there, and not here. */
export interface CodeBlock extends Page {
  readonly language: string;
  readonly line: number;
}

/** README, what docs/ holds, and the list of the examples. */
export function pages(): Page[] {
  const inDocs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...inDocs.map((name) => `docs/${name}`), 'examples/README.md'].map((name) => ({
    name,
    text: fileInRoot(name),
  }));
}

/** Every block of code of every page. */
export function codeBlocks(): CodeBlock[] {
  return pages().flatMap(blocksOf);
}

/** The blocks of code in a language, each with the page that it stands on. */
export function blocks(language: string): CodeBlock[] {
  return codeBlocks().filter((block) => block.language === language);
}

export function blocksOf({ name, text }: Page): CodeBlock[] {
  const fences = text.matchAll(/^( *)(`{3,})(.*)\n([^]*?)^\1\2$/gm);
  return [...fences].map(({ index, 1: indent, 3: language, 4: code }) => ({
    name,
    language,
    line: text.slice(0, index).split('\n').length,
    text: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}
