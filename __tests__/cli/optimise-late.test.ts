import { execFileSync } from 'child_process';
import { lateOptimisation } from '../../src/cli/optimise-late';

test.each([
  ['11.3.244.8-node.30', '--interrupt-budget=500000'],
  ['12.4.254.21-node.33', '--invocation-count-for-turbofan=20000'],
  ['13.6.233.10-node.28', '--invocation-count-for-turbofan=20000'],
])('V8 %s is told to optimise late by %s', (version, flag) => {
  expect(lateOptimisation(version)).toBe(flag);
});

test('the V8 of this Node.js knows the flag', () => {
  const [flag] = lateOptimisation(process.versions.v8).split('=');

  expect(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })).toContain(`  ${flag} (`);
});
