/**
 * A process of its own that watches over a scratch folder. When the process that started it has let go of its standard input, by
 * whatever end it came to, it kills what still works with the folder, and removes the folder.
 */
import { rmSync } from 'fs';
import { killAllWith } from './processes';
import { scratchSetting } from './scratch-setting';

const [folder] = process.argv.slice(2);

process.stdin.resume().once('end', async () => {
  await killAllWith(scratchSetting(folder));
  rmSync(folder, { recursive: true, force: true });
});
