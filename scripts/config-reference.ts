/** Writes the configuration reference in README.md from the schema: `npm run docs`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { withReference } from './reference';

const ROOT = join(__dirname, '..');

const readme = join(ROOT, 'README.md');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'rotation-config.schema.json'), 'utf8'));

writeFileSync(readme, withReference(readFileSync(readme, 'utf8'), schema));
