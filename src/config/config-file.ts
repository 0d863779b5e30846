import { existsSync, readFileSync } from 'fs';
import { fileNotReadable } from './problems';
import { Problem } from '../problem';

/** Where the command line of CDKTF puts the context of cdktf.json. */
const CONTEXT_VARIABLE = 'CDKTF_CONTEXT_JSON';

const PROJECT_FILE = 'cdktf.json';

const DEFAULT_FILE = 'rotation.yaml';

/** The configuration file that the environment or cdktf.json names, or why none can be read from there. */
export function configFile(environment: NodeJS.ProcessEnv): string | Problem {
  return environment.ROTATION_CONFIG || fileInContext(environment[CONTEXT_VARIABLE] || undefined);
}

/** The command line of CDKTF passes the context of cdktf.json on; without that it is read here. */
function fileInContext(passed: string | undefined): string | Problem {
  try {
    const context = passed === undefined ? contextOfProject() : JSON.parse(passed);
    const file: unknown = context?.rotationConfig ?? DEFAULT_FILE;
    return typeof file === 'string' ? file : unreadable('context.rotationConfig is not the name of a file');
  } catch {
    return unreadable('it is not JSON');
  }
}

function contextOfProject(): { rotationConfig?: unknown } | undefined {
  return existsSync(PROJECT_FILE) ? JSON.parse(readFileSync(PROJECT_FILE, 'utf8'))?.context : undefined;
}

function unreadable(reason: string): Problem {
  return fileNotReadable(PROJECT_FILE, reason);
}
