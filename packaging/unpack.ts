/** Removes what was packed. */
import { rmSync } from 'fs';

export default function unpack(): void {
  rmSync(process.env.PACKED_FOLDER!, { recursive: true, force: true });
}
