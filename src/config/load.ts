import { readFileSync, statSync } from 'fs';
import { configFile } from './config-file';
import { fileNotReadable, fileTooLarge } from './problems';
import { Problem } from '../problem';
import { Finding, formatPath, Located, severityOf } from './finding';
import { FoundPlaces } from '../text/found-places';
import { RotationConfig } from './model';
import { HasForm, ruleFindings } from './rules';
import { runtimesThatEnd } from './rules/runtimes';
import { withoutFollowOnFindings } from './follow-on-findings';
import { schemaFindings } from './schema-findings';
import { Source } from '../text/source';
import { validPart } from './valid-part';
import { endpointsCreatedTwice, namesThatCollide, secretsRotatedTwice, stacksTooLarge } from './rules/whole';

/** A thousand rotations take about a third of it. */
const MOST_BYTES = 1024 * 1024;

/** What a file holds: a configuration unless there is an error, and all findings. */
export interface LoadedConfig {
  readonly config?: RotationConfig;
  readonly findings: readonly Finding[];
}

/** What is in the file that is given, or that the environment or cdktf.json names. */
export interface NamedConfig extends LoadedConfig {
  readonly file: string;
}

/** Reads and checks the configuration that is given, or else the one that the environment or cdktf.json names. */
export function loadNamedConfig(environment: NodeJS.ProcessEnv, given?: string): NamedConfig {
  const file = given ?? configFile(environment);
  return typeof file === 'string'
    ? { file, ...loadConfig(file) }
    : { file: 'cdktf.json', findings: [finding(file, '')] };
}

/** Reads and checks a configuration file as of a day. It never throws for what the file holds. */
export function loadConfig(file: string, today = new Date()): LoadedConfig {
  const text = read(file);
  return typeof text === 'string' ? parseConfig(text, today) : { findings: [text] };
}

function read(file: string): string | Finding {
  try {
    const { size } = statSync(file);
    return size > MOST_BYTES ? finding(fileTooLarge(size, MOST_BYTES), '') : readFileSync(file, 'utf8');
  } catch (error) {
    return finding(fileNotReadable(file, reasonOf(error as NodeJS.ErrnoException)), '');
  }
}

/** Checks the text of a configuration as of a day. */
export function parseConfig(text: string, today = new Date()): LoadedConfig {
  const source = new Source(text);
  const ofText = [...source.syntaxProblems, ...source.duplicateKeys].map(({ problem, path, position }) =>
    finding(problem, formatPath(path), position),
  );
  if (source.data === undefined) return { findings: ofText };
  const ofContent = check(source.data, today).map((one) => locatedFinding(one, source));
  const findings = [...ofText, ...ofContent].sort(byPosition);
  const failed = findings.some(({ severity }) => severity === 'error');
  return { config: failed ? undefined : (source.data as RotationConfig), findings };
}

function check(data: unknown, today: Date): Located[] {
  const ofSchema = schemaFindings(data);
  const wrong = new FoundPlaces(ofSchema.map(({ path }) => path));
  const config = data as RotationConfig;
  const hasForm: HasForm = (path) => !wrong.touch(path);
  return [
    ...withoutFollowOnFindings([...ofSchema, ...ruleFindings(config, hasForm)]),
    ...findingsOfTheWhole(validPart(config, hasForm), today),
  ];
}

/** What can only be said of several parts together, each of which has its form. */
function findingsOfTheWhole(config: RotationConfig, today: Date): Located[] {
  return [
    ...secretsRotatedTwice(config),
    ...namesThatCollide(config),
    ...endpointsCreatedTwice(config),
    ...stacksTooLarge(config),
    ...runtimesThatEnd(config, today),
  ];
}

function locatedFinding({ problem, path, atKey }: Located, source: Source): Finding {
  return finding(problem, formatPath(path), source.locate(path, atKey));
}

function finding(
  { code, message }: Problem,
  path: string,
  position?: { line: number; column: number },
): Finding {
  return { rule: code, severity: severityOf(code), path, message, ...position };
}

function byPosition(one: Finding, other: Finding): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
  };
  return reasons[code ?? ''] ?? message;
}
