/** Packs the package once, for all tests. */
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from './run';

const ROOT = join(__dirname, '..');

export default async function pack(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'secret-rotation-packed-'));
  const printed = await run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT);
  process.env.PACKED_FOLDER = folder;
  process.env.PACKED = join(folder, printed.trim().split('\n').pop()!);
}
