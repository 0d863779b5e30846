import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { breaksIn, ownedSymbols, unownedBreaks } from '../scripts/release-check';

const ROOT = join(__dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'secret-rotation-release-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A release that has what this version has, and changes on top. */
function release(change: (types: Record<string, any>) => void): string {
  const assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  change(assembly.types);
  const released = mkdtempSync(join(folder, 'released-'));
  mkdirSync(released, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(released, 'node_modules'));
  writeFileSync(join(released, '.jsii'), JSON.stringify(assembly));
  writeFileSync(join(released, 'package.json'), readFileSync(join(ROOT, 'package.json')));
  return released;
}

function changelog(entry: string): string {
  const file = join(folder, 'CHANGELOG.md');
  writeFileSync(file, `# Changelog\n\n## [0.2.0] - unreleased\n\n### Changed\n\n${entry}\n\n## [0.1.0]\n`);
  return file;
}

function check(...args: string[]): { status: number | null; printed: string } {
  const script = join(ROOT, 'scripts', 'release-check.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, printed: `${stdout}${stderr}` };
}

/** The last release could also be made for phases of the moon. */
function withMore(types: Record<string, any>): void {
  const schedule = types['cdktf-secret-rotation.RotationSchedule'];
  const cron = schedule.methods.find(({ name }: { name: string }) => name === 'cron');
  schedule.methods.push({ ...cron, name: 'moon' });
}

describe('release:check', () => {
  test('lets a version pass that breaks nothing', () => {
    expect(check(release(() => undefined))).toEqual({
      status: 0,
      printed: expect.stringContaining('0 breaks since'),
    });
  });

  test('fails on a break that the changelog does not own up to', () => {
    const { status, printed } = check(release(withMore), changelog('- Nothing that matters.'));

    expect(status).toBe(1);
    expect(printed).toContain('RotationSchedule.moon: has been removed');
  });

  test('lets a break pass that the changelog owns up to', () => {
    const owned = changelog('- **Breaking:** `RotationSchedule.moon` is gone.');

    expect(check(release(withMore), owned)).toEqual({
      status: 0,
      printed: expect.stringContaining('1 breaks since'),
    });
  });

  test('tells what cannot be compared from what breaks nothing', () => {
    expect(check(join(folder, 'nothing-here')).status).not.toBe(0);
  });

  test('does not take an older section’s word, nor an entry that only names the symbol', () => {
    const breaks = breaksIn('err  - METHOD a.RotationSchedule.moon: has been removed [removed:x]');
    const older =
      '## [0.3.0]\n\n- `RotationSchedule.moon` has a test.\n\n## [0.2.0]\n\n- **Breaking:** `RotationSchedule`';

    expect(breaks).toEqual([{ symbol: 'RotationSchedule.moon', message: 'has been removed' }]);
    expect(ownedSymbols(older)).toEqual([]);
    expect(unownedBreaks(breaks, older)).toEqual(breaks);
  });
});
