import { spawnSync } from 'child_process';
import { lateOptimisation } from '../../src/cli/optimise-late';

test.each([
  ['20.12.0', '--interrupt-budget=500000'],
  ['22.11.0', '--invocation-count-for-turbofan=20000'],
  ['24.1.0', '--invocation-count-for-turbofan=20000'],
])('Node.js %s is told to optimise late by %s', (version, flag) => {
  expect(lateOptimisation(version)).toBe(flag);
});

test.each(['21.0.0', '26.0.0'])('Node.js %s, on which it was not measured, is left alone', (version) => {
  expect(lateOptimisation(version)).toBeUndefined();
});

test('this Node.js takes the flag without a word', () => {
  const flag = lateOptimisation(process.versions.node) ?? '';
  const script = `require('v8').setFlagsFromString(${JSON.stringify(flag)})`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });

  expect([status, stderr]).toEqual([0, '']);
});
