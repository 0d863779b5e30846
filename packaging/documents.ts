import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The packages that README has one install beside this one. */
export function packagesOfReadme(): string[] {
  const [, line] = /^npm install \S*cdktf-secret-rotation\S* (.*)$/m.exec(README)!;
  return line.split(' ');
}

/** The programs of README and docs/, by the names of files. */
export function programsOfDocuments(extension: string): Record<string, string> {
  const pages = readdirSync(join(ROOT, 'docs')).map((name) => readFileSync(join(ROOT, 'docs', name), 'utf8'));
  const blocks = [README, ...pages].flatMap((page) => [...page.matchAll(/```typescript\n([\s\S]*?)```/g)]);
  return Object.fromEntries(blocks.map(([, block], index) => [`program-${index}.${extension}`, block]));
}
