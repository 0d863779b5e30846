/** Builds the site of the documents into dist/site: `npm run docs:site`. It fails where a link leads nowhere. */
import { join } from 'path';
import { ROOT } from './repository';
import { Site } from './site';

const FOLDER = join(ROOT, 'dist', 'site');

const site = new Site();
const broken = site.brokenLinks();
if (broken.length > 0) {
  console.error(`These links lead nowhere, and nothing was written:\n${broken.join('\n')}`);
  process.exitCode = 1;
} else {
  site.write(FOLDER);
  console.log(`${site.pages.length} pages: open ${join(FOLDER, 'index.html')}`);
}
