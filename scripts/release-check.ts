/**
 * Holds the API against the last release: `npm run release:check`, after `npm run build`. It fails on each break that the newest
 * section of CHANGELOG.md does not own up to, in an entry that starts with **Breaking:** and names the symbol, as in
 *
 *     - **Breaking:** `RotationSchedule.cron` takes the window as an option.
 *
 * Another release is named as the first argument (a folder, or npm:NAME@VERSION), another changelog as the second.
 */
import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

const JSII_DIFF = join(ROOT, 'node_modules', '.bin', 'jsii-diff');

/** Something that programs which use the last release rely on, and that is not so any more. */
export interface Break {
  /** The type, or the type and its member: `RotationSchedule.cron`. */
  readonly symbol: string;
  readonly message: string;
}

/** The breaks among what jsii-diff prints. */
export function breaksIn(printed: string): Break[] {
  return [...printed.matchAll(/^err\s+- \S+ [^\s:]+?\.(\S+?): (.*?)(?: \[\S+\])?$/gm)].map(
    ([, symbol, message]) => ({
      symbol,
      message,
    }),
  );
}

/** The symbols that the newest section of a changelog says are broken. */
export function ownedSymbols(changelog: string): string[] {
  const [, newest = ''] = changelog.split(/^## /m);
  const entries = newest.split(/^- /m).filter((entry) => entry.startsWith('**Breaking:**'));
  return entries.flatMap((entry) => [...entry.matchAll(/`([\w.]+)`/g)].map(([, symbol]) => symbol));
}

/** The breaks that a changelog keeps quiet about. An entry about a type is about all that the type has. */
export function unownedBreaks(breaks: readonly Break[], changelog: string): Break[] {
  const owned = ownedSymbols(changelog);
  return breaks.filter(({ symbol }) => !owned.some((one) => one === symbol || symbol.startsWith(`${one}.`)));
}

/** The last release as jsii-diff takes it, if there is one. */
function lastRelease(): string | undefined {
  const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // A silent npm around this one would keep even the error to itself.
  const args = ['view', name, 'version', '--loglevel=error'];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status === 0) return `npm:${name}@${stdout.trim()}`;
  if (stderr.includes('E404')) return undefined;
  throw new Error(`the last release could not be asked for:\n${stderr}`);
}

function compare(release: string): Break[] {
  const { status, stdout, stderr } = spawnSync(JSII_DIFF, [release, ROOT, '--keys'], { encoding: 'utf8' });
  const printed = `${stdout}\n${stderr}`;
  const breaks = breaksIn(printed);
  if (status !== 0 && breaks.length === 0) throw new Error(`jsii-diff failed:\n${printed}`);
  return breaks;
}

function main([named, changelog = join(ROOT, 'CHANGELOG.md')]: string[]): void {
  const release = named ?? lastRelease();
  if (release === undefined) return console.log('Nothing is released yet: there is nothing to compare with.');
  const breaks = compare(release);
  const unowned = unownedBreaks(breaks, readFileSync(changelog, 'utf8'));
  console.log(`${breaks.length} breaks since ${release}, ${unowned.length} of them not in the changelog`);
  unowned.forEach(({ symbol, message }) => console.error(`  ${symbol}: ${message}`));
  if (unowned.length === 0) return;
  console.error('Take them back, or own up to each in CHANGELOG.md: - **Breaking:** `SYMBOL` …');
  process.exitCode = 1;
}

if (require.main === module) main(process.argv.slice(2));
