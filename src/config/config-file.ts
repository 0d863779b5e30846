import { existsSync, readFileSync } from 'fs';

/** Where the command line of CDKTF puts the context of cdktf.json. */
const CONTEXT_VARIABLE = 'CDKTF_CONTEXT_JSON';

const DEFAULT_FILE = 'rotation.yaml';

/** The configuration file that the environment or cdktf.json names. */
export function configFile(environment: NodeJS.ProcessEnv): string {
  return environment.ROTATION_CONFIG || contextOf(environment).rotationConfig || DEFAULT_FILE;
}

/** The context of cdktf.json. The command line of CDKTF passes it on; without that it is read here. */
function contextOf(environment: NodeJS.ProcessEnv): { rotationConfig?: string } {
  const passed = environment[CONTEXT_VARIABLE];
  if (passed) return JSON.parse(passed);
  return existsSync('cdktf.json') ? (JSON.parse(readFileSync('cdktf.json', 'utf8')).context ?? {}) : {};
}
