/** Builds the site of the documents into dist/site: `npm run docs:site`. It fails where a link leads nowhere. */
import { join } from 'path';
import { ROOT } from './repository';
import { Site } from './site';

const FOLDER = join(ROOT, 'dist', 'site');

function main(): void {
  const site = new Site();
  const broken = site.brokenLinks();
  if (broken.length > 0) throw new Error(`these links lead nowhere:\n${broken.join('\n')}`);
  site.write(FOLDER);
  console.log(`${site.pages.length} pages: open ${join(FOLDER, 'index.html')}`);
}

try {
  main();
} catch (error) {
  console.error(`${(error as Error).message}\nNothing was written.`);
  process.exitCode = 1;
}
