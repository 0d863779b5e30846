import type { LoadedConfig } from '../config';
import { RotationConfig } from '../config/model';
import type { ReadFile } from '../text/read-file';
import { ConfigInvalid } from './config-invalid';
import { refuseUnreadable } from './unreadable';

/** The configuration in a file, or an error with all that is wrong. The loader is loaded for this only. */
export async function loadedConfig(file: string): Promise<RotationConfig> {
  return rightOne(file, (await import('../config')).loadConfig(file));
}

/** The same of what has been read from a file. */
export async function readConfig(file: string, read: ReadFile): Promise<RotationConfig> {
  return rightOne(file, (await import('../config')).checkReadFile(file, read));
}

async function rightOne(file: string, { config, findings }: LoadedConfig): Promise<RotationConfig> {
  refuseUnreadable(findings);
  if (config !== undefined) return config;
  throw new ConfigInvalid((await import('../config')).formatFindings(file, findings));
}
