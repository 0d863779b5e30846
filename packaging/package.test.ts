import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** What the command itself cannot do without. */
const NEEDED = ['node', 'npm', 'tar', 'gzip', 'sh', 'env', 'uname'];

const folder = mkdtempSync(join(tmpdir(), 'package-test-'));

/** A PATH on which no tool of another language is. */
const bare = mkdtempSync(join(tmpdir(), 'package-test-path-'));

NEEDED.forEach((tool) => symlinkSync(pathTo(tool), join(bare, tool)));

afterAll(() => [folder, bare].forEach((one) => rmSync(one, { recursive: true })));

function pathTo(tool: string): string {
  return tool === 'node'
    ? process.execPath
    : spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
}

/** Makes what is named, of the tarball that is packed already, where other languages' tools are missing. */
function makePackages(...names: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('scripts', 'package', 'main.ts'), ...names],
    {
      cwd: ROOT,
      env: { ...process.env, PATH: bare, PACKAGES: folder },
      encoding: 'utf8',
    },
  );
  return { status, lines: stdout.trim().split('\n'), stderr };
}

describe('where the tools of other languages are missing', () => {
  const { status, lines, stderr } = makePackages(
    'terraform',
    'npm',
    'sources',
    'python',
    'java',
    'dotnet',
    'go',
  );

  test('what Node.js can make is made', () => {
    const made = [
      'terraform/terraform-aws-secret-rotation/modules/mysql-multi-user/main.tf',
      'js/cdktf-secret-rotation-0.1.0.tgz',
      'sources/python/src/cdktf_secret_rotation/__init__.py',
      'sources/java/pom.xml',
      'sources/dotnet/CdktfSecretRotation/CdktfSecretRotation.csproj',
      'sources/go/cdktfsecretrotation/go.mod',
    ];

    expect(stderr).toBe('');
    expect(made.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('made'))).toHaveLength(made.length);
  });

  test('what is left out is told, and what to install', () => {
    expect(lines.filter((line) => line.startsWith('left out'))).toEqual([
      'left out  package for Python: install Python 3.9 or later (https://www.python.org/downloads/) and venv for Python 3 ("apt-get install python3-venv" on Debian)',
      'left out  package for Java: install a JDK, 8 or later ("apt-get install default-jdk" on Debian) and Maven 3.6 or later ("apt-get install maven" on Debian)',
      'left out  package for C#: install the .NET SDK, 6.0 or later (https://dotnet.microsoft.com/download)',
      'left out  module for Go: install Go 1.18 or later (https://go.dev/doc/install)',
    ]);
    expect(status).toBe(0);
  });
});

test('what is never made is refused, with what is', () => {
  const { status, stderr } = makePackages('rust');

  expect(stderr).toBe(
    'rust: no such thing is made; allowed here: terraform, npm, cdktn, sources, python, java, dotnet, go\n',
  );
  expect(status).toBe(1);
});

test('a language without the tarball is refused', () => {
  const { status, stderr } = makePackages('sources');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

  rmSync(join(folder, 'js'), { recursive: true });
  expect(makePackages('sources')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('make "npm" too'),
  });
});
