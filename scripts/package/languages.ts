import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { join } from 'path';
import { run, works } from './command';
import { Piece } from './piece';

const ROOT = join(__dirname, '..', '..');

const PACMAK = join(ROOT, 'node_modules', '.bin', 'jsii-pacmak');

interface Language {
  /** What jsii-pacmak calls it. */
  readonly target: string;
  readonly title: string;
  /** Calls that succeed where its tools are, and what to install where they do not. */
  readonly tools: readonly { readonly call: readonly [string, ...string[]]; readonly install: string }[];
}

const LANGUAGES: readonly Language[] = [
  {
    target: 'python',
    title: 'package for Python',
    tools: [
      { call: ['python3', '--version'], install: 'Python 3.9 or later (https://www.python.org/downloads/)' },
      {
        call: ['python3', '-c', 'import ensurepip, venv'],
        install: 'venv for Python 3 ("apt-get install python3-venv" on Debian)',
      },
    ],
  },
  {
    target: 'java',
    title: 'package for Java',
    tools: [
      { call: ['java', '-version'], install: 'a JDK, 8 or later ("apt-get install default-jdk" on Debian)' },
      { call: ['mvn', '--version'], install: 'Maven 3.6 or later ("apt-get install maven" on Debian)' },
    ],
  },
  {
    target: 'dotnet',
    title: 'package for C#',
    tools: [
      {
        call: ['dotnet', '--version'],
        install: 'the .NET SDK, 6.0 or later (https://dotnet.microsoft.com/download)',
      },
    ],
  },
  {
    target: 'go',
    title: 'module for Go',
    tools: [{ call: ['go', 'version'], install: 'Go 1.18 or later (https://go.dev/doc/install)' }],
  },
];

/** The sources in every other language, which Node.js alone can write. */
export const sources: Piece = {
  name: 'sources',
  title: 'sources in Python, Java, C# and Go',
  missing: () => undefined,
  make: (folder) => {
    const target = join(folder, 'sources');
    rmSync(target, { recursive: true, force: true });
    generate(folder, [
      '--code-only',
      '--targets',
      ...LANGUAGES.map((language) => language.target),
      '--outdir',
      target,
    ]);
    return LANGUAGES.map((language) => join(target, language.target));
  },
};

/** What package managers of the other languages take, built with these languages' tools. */
export const languages: readonly Piece[] = LANGUAGES.map(({ target, title, tools }) => ({
  name: target,
  title,
  missing: () => {
    const lacking = tools.filter(({ call: [command, ...args] }) => !works(command, ...args));
    return lacking.length === 0
      ? undefined
      : `install ${lacking.map(({ install }) => install).join(' and ')}`;
  },
  make: (folder) => {
    generate(folder, ['--targets', target, '--outdir', folder]);
    return [join(folder, target)];
  },
}));

/** Runs jsii-pacmak on what npm's tarball holds. */
function generate(folder: string, args: readonly string[]): void {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const scratch = mkdtempSync(join(ROOT, 'dist', 'package-'));
  try {
    const unpacked = unpack(tarballIn(folder), scratch);
    const env = { ...process.env, ...ENVIRONMENT, TMPDIR: scratch };
    run(PACMAK, ['--no-npmignore', ...args], { cwd: unpacked, env });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** A registry that does not answer the first time is not waited for. */
const ENVIRONMENT = { ...process.env, PIP_RETRIES: '0', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };

function tarballIn(folder: string): string {
  const [name] = existsSync(join(folder, 'js'))
    ? readdirSync(join(folder, 'js')).filter((file) => file.startsWith('cdktf-'))
    : [];
  if (name === undefined) throw new Error(`there is no tarball in ${join(folder, 'js')}: make "npm" too`);
  return join(folder, 'js', name);
}

/**
 * Unpacks it where the packages that it depends on are found. Its assembly is made small for npm and lacks what these are
 * called in other languages, so the whole one takes its place; and nothing has to run again when it is packed once more.
 */
function unpack(file: string, folder: string): string {
  run('tar', ['-xzf', file, '-C', folder]);
  const unpacked = join(folder, 'package');
  copyFileSync(join(ROOT, '.jsii'), join(unpacked, '.jsii'));
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  writeFileSync(join(unpacked, 'package.json'), JSON.stringify({ ...manifest, scripts: undefined }, null, 2));
  return unpacked;
}
