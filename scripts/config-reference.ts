/** Writes the configuration reference in docs/configuration.md from the schema: `npm run docs`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { withReference } from './reference';

const ROOT = join(__dirname, '..');

const page = join(ROOT, 'docs', 'configuration.md');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'rotation-config.schema.json'), 'utf8'));

writeFileSync(page, withReference(readFileSync(page, 'utf8'), schema));
