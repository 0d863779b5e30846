import { RotationConfig } from '../config/model';
import { ConfigInvalid } from './config-invalid';
import { refuseUnreadable } from './unreadable';

/** The configuration in a file, or an error with all that is wrong. The loader is loaded for this only. */
export async function loadedConfig(file: string): Promise<RotationConfig> {
  const { formatFindings, loadConfig } = await import('../config');
  const { config, findings } = loadConfig(file);
  refuseUnreadable(findings);
  if (config === undefined) throw new ConfigInvalid(formatFindings(file, findings));
  return config;
}
