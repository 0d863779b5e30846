/**
 * Makes what is published, as far as this machine has the tools, and tells what is left out and why: `npm run package`.
 * `npm run package -- npm java` makes these only.
 */
import { mkdirSync } from 'fs';
import { join, relative, resolve } from 'path';
import { CommandFailed } from './command';
import { languages, sources } from './languages';
import { Piece } from './piece';
import { tarball, tarballForCdkTerrain } from './tarballs';
import { terraformModules } from './terraform-modules';

const PIECES: readonly Piece[] = [terraformModules, tarball, tarballForCdkTerrain, sources, ...languages];

/** The environment variable names another folder. */
const FOLDER = resolve(process.env.PACKAGES ?? join(__dirname, '..', '..', 'dist'));

function main(names: readonly string[]): void {
  const unknown = names.filter((name) => !PIECES.some((piece) => piece.name === name));
  if (unknown.length > 0) {
    const allowed = PIECES.map(({ name }) => name).join(', ');
    throw new Error(`${unknown.join(', ')}: no such thing is made; allowed here: ${allowed}`);
  }
  mkdirSync(FOLDER, { recursive: true });
  PIECES.filter(({ name }) => names.length === 0 || names.includes(name)).forEach(attempt);
}

function attempt(piece: Piece): void {
  const missing = piece.missing();
  if (missing !== undefined) return leftOut(piece, missing);
  try {
    piece.make(FOLDER).forEach((made) => console.log(`made      ${piece.title}: ${relative('.', made)}`));
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    if (error.isUnreachable) leftOut(piece, `its registry could not be reached: ${reasonIn(error.output)}`);
    else failed(piece, error);
  }
}

function leftOut({ title }: Piece, reason: string): void {
  console.log(`left out  ${title}: ${reason}`);
}

function failed({ title }: Piece, { message, output }: CommandFailed): void {
  console.error(`failed    ${title}: ${message}\n${output}`);
  process.exitCode = 1;
}

/** The first line in which a package manager complains. */
function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => /^#STD.*\b(ERROR|error|dial tcp)\b/.test(line));
  return (lines[0] ?? output.split('\n')[0])
    .replace(/^#STD(OUT|ERR)> /, '')
    .replace(/\u001b\[\d*m/g, '')
    .trim();
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
