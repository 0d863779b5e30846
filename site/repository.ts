import { existsSync, readFileSync, statSync } from 'fs';
import { join, posix } from 'path';

export const ROOT = join(__dirname, '..');

/** The file of the repository that a path stands for, if there is one: for a folder its README, as on GitHub. */
export function documentOf(path: string): string | undefined {
  const normal = posix.normalize(path).replace(/\/$/, '');
  if (normal.startsWith('..') || !existsSync(join(ROOT, normal))) return undefined;
  return isFolder(normal) ? documentOf(posix.join(normal, 'README.md')) : normal;
}

function isFolder(path: string): boolean {
  return statSync(join(ROOT, path)).isDirectory();
}

/** The file of the site that shows a document of the repository. */
export function outputOf(document: string): string {
  if (posix.basename(document) === 'README.md') return posix.join(posix.dirname(document), 'index.html');
  return `${document.replace(/\.md$/, '')}.html`;
}

/** The text of a document, in Markdown: a file of another kind is one block of code. */
export function markdownOf(document: string): string {
  const text = readFileSync(join(ROOT, document), 'utf8');
  if (document.endsWith('.md')) return text;
  return `# ${posix.basename(document)}\n\n\`\`\`\`${posix.extname(document).slice(1)}\n${text.trimEnd()}\n\`\`\`\`\n`;
}
