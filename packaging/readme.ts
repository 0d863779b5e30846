import { readFileSync } from 'fs';
import { join } from 'path';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

/** The packages that README has one install beside this one. */
export function packagesOfReadme(): string[] {
  const [, line] = /^npm install \S*cdktf-secret-rotation\S* (.*)$/m.exec(README)!;
  return line.split(' ');
}

/** README's programs, by the names of files. */
export function programsOfReadme(extension: string): Record<string, string> {
  const blocks = [...README.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, block]) => block);
  return Object.fromEntries(blocks.map((block, index) => [`readme-${index}.${extension}`, block]));
}
