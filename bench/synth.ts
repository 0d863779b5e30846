/**
 * Measures the whole process from the default configuration to Terraform JSON beside that of a hand-written CDKTF program
 * with the same resources: `npm run bench`.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const ROUNDS = 15;

const ROOT = resolve(__dirname, '..');

const PROGRAMS = { 'this package': 'main.ts', 'hand-written': 'bench/hand-written.ts' };

function milliseconds(program: string): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: outdir, ROTATION_CONFIG: 'rotation.yaml' },
    encoding: 'utf8',
  });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  rmSync(outdir, { recursive: true });
  if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
  return elapsed;
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

Object.values(PROGRAMS).forEach(milliseconds); // fills the transformer's cache
const rounds = Array.from({ length: ROUNDS }, () => Object.values(PROGRAMS).map(milliseconds));
const medians = Object.keys(PROGRAMS).map((_, index) => median(rounds.map((round) => round[index])));

Object.keys(PROGRAMS).forEach((name, index) =>
  console.log(`${name.padEnd(14)}${medians[index].toFixed(0).padStart(6)} ms`),
);
console.log(
  `${'ratio'.padEnd(14)}${(medians[0] / medians[1]).toFixed(2).padStart(6)}    (medians of ${ROUNDS} rounds)`,
);
