import { spawnSync } from 'child_process';
import { loadLate } from '../../src/cli/load-late';
import { ROOT } from '../support/examples';

const CACHED =
  'Object.keys(require.cache).filter((file) => /node_modules.(archiver|lodash|semver)\\b/.test(file))';

/** What an expression is in a process that has loaded CDKTF as the command does. */
function inCommand(expression: string): unknown {
  const code = `
    require('./src/cli/load-late');
    const { createRequire } = require('module');
    const ofCdktf = createRequire(require.resolve('cdktf'));
    require('cdktf');
    process.stdout.write(JSON.stringify(${expression}));`;
  const args = ['--import', 'tsx', '--input-type=commonjs', '--eval', code];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('nothing of the packages that the command does not use is loaded', () => {
  expect(inCommand(`${CACHED}.length`)).toBe(2);
});

test('what is used after all is loaded then, and works', () => {
  expect(inCommand("ofCdktf('semver').satisfies('1.5.7', '>=1.5')")).toBe(true);
  expect(inCommand("typeof ofCdktf('archiver')('zip').finalize")).toBe('function');
});

test('what CDKTF does not have is passed over', () => {
  expect(() => loadLate(['no-package-of-this-name'])).not.toThrow();
});
