import { readFileSync, statSync } from 'fs';
import { fileNotReadable, fileTooLarge, Problem } from '../errors';
import { Finding, formatPath, Located, severityOf } from './finding';
import { FoundPlaces } from './found-places';
import { RotationConfig } from './model';
import { ruleFindings } from './rules';
import { runtimesThatEnd } from './rules/runtimes';
import { schemaFindings, withoutConsequences } from './schema-findings';
import { Source } from './source';
import { namesThatCollide, secretsRotatedTwice, stacksTooLarge } from './rules/whole';

/** A thousand rotations take about a third of it. */
const MOST_BYTES = 1024 * 1024;

/** What a file holds: a configuration unless there is an error, and all findings. */
export interface LoadedConfig {
  readonly config?: RotationConfig;
  readonly findings: readonly Finding[];
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
  if (source.data === undefined) {
    return { findings: source.syntaxProblems.map(({ problem, position }) => finding(problem, '', position)) };
  }
  const located = check(source.data, today);
  const findings = located.map((one) => locatedFinding(one, source)).sort(byPosition);
  const failed = findings.some(({ severity }) => severity === 'error');
  return { config: failed ? undefined : (source.data as RotationConfig), findings };
}

function check(data: unknown, today: Date): Located[] {
  const ofSchema = schemaFindings(data);
  const wrong = new FoundPlaces(ofSchema.map(({ path }) => path));
  const config = data as RotationConfig;
  return [
    ...withoutConsequences(ofSchema),
    ...ruleFindings(config, (path) => !wrong.touch(path)),
    ...(ofSchema.length === 0 ? findingsOfTheWhole(config, today) : []),
  ];
}

/** What can only be said of a configuration in which everything has its form. */
function findingsOfTheWhole(config: RotationConfig, today: Date): Located[] {
  return [
    ...secretsRotatedTwice(config),
    ...namesThatCollide(config),
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
