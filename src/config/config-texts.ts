import { Problem } from '../problem';
import { Source, TextProblem } from '../text/source';
import { CheckedFile, checkFile, checkWhole } from './check';
import { Damage } from './damage';
import { Finding, Located } from './finding';
import { withoutTwins } from './follow-on-findings';
import { finding, findingsOf } from './findings';
import { RotationConfig } from './model';
import { stackInTwoFiles } from './problems';
import { unevaluatedTexts } from './unevaluated';

/** What a configuration holds unless there is an error, and all findings. */
export interface LoadedConfig {
  readonly config?: RotationConfig;
  readonly findings: readonly Finding[];
}

/** A file's text, or why it has none. */
export interface ConfigText {
  readonly file: string;
  readonly text: string | Problem;
}

/** A file, what of it could be read, and what was found so far. */
interface ReadText {
  readonly file: string;
  readonly source?: Source;
  readonly ofText: readonly TextProblem[];
  readonly checked?: CheckedFile;
  readonly unreadable?: Finding;
}

/** Checks the texts that are one configuration together as of a day. Each finding of several files names its own. */
export function checkTexts(texts: readonly ConfigText[], today: Date): LoadedConfig {
  const files = texts.map(readText);
  const findings = findingsOfFiles(files, today);
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const stacks = files.flatMap(({ checked }) => Object.entries(checked!.config.stacks));
  return files.length === 1
    ? { config: files[0].checked!.config, findings }
    : { config: { version: 1, stacks: Object.fromEntries(stacks) }, findings };
}

function readText({ file, text }: ConfigText): ReadText {
  if (typeof text !== 'string') return { file, ofText: [], unreadable: finding(text) };
  const source = new Source(text);
  if (source.data === undefined) return { file, source, ofText: source.problems };
  const ofText = [...source.problems, ...unevaluatedTexts(source.markedTexts)];
  return { file, source, ofText, checked: checkFile(source.data, new Damage(source, ofText)) };
}

function findingsOfFiles(files: readonly ReadText[], today: Date): Finding[] {
  const ofWhole = checkWhole(
    files.flatMap(({ checked }) => checked ?? []),
    today,
  );
  const twice = stacksInTwoFiles(files);
  const all = files.map((file) => {
    const further = [...(file.checked ? ofWhole.shift()! : []), ...(twice.get(file) ?? [])];
    return findingsOfFile(file, further);
  });
  if (files.length === 1) return all[0];
  return all.flatMap((findings, index) => findings.map((one) => ({ ...one, file: files[index].file })));
}

function findingsOfFile(
  { source, ofText, checked, unreadable }: ReadText,
  further: readonly Located[],
): Finding[] {
  if (unreadable !== undefined) return [unreadable];
  const { found, more } = checked ?? { found: [], more: 0 };
  return findingsOf(source!, withoutTwins(ofText, found), { found: [...found, ...further], more });
}

/** A stack is one file's, and the first has it. */
function stacksInTwoFiles(files: readonly ReadText[]): ReadonlyMap<ReadText, Located[]> {
  const first = new Map<string, ReadText>();
  return new Map(
    files.map((file) => [
      file,
      namesIn(file).flatMap((name) => {
        const other = first.get(name);
        if (other === undefined) first.set(name, file);
        return other === undefined ? [] : [twice(name, other)];
      }),
    ]),
  );
}

function namesIn({ checked }: ReadText): string[] {
  return Object.keys(checked?.valid?.stacks ?? {});
}

function twice(name: string, { file, source }: ReadText): Located {
  const path = ['stacks', name];
  const { line, column } = source!.locate(path, true);
  return { path, problem: stackInTwoFiles(name, `${file}:${line}:${column}`), atKey: true };
}
