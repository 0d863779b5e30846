/**
 * Makes the bundled packages small while `npm pack` packs: each becomes one file for each of its parts that is used, without
 * tests, sources, types and what nobody runs, and with the licences of all that is in it. `npm pack` takes a bundled package as it
 * lies in node_modules, so it is done there, and undone afterwards: `shrink` before packing, `restore` after it.
 */
import { build, Loader, Plugin } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';

const ROOT = join(__dirname, '..');

const MODULES = join(ROOT, 'node_modules');

/** Where the packages lie meanwhile. npm takes no notice of what starts with a dot. */
const ASIDE = join(MODULES, '.unbundled');

const LICENCE = /^(licen[cs]e|notice)/i;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: unknown;
  readonly bundledDependencies: readonly string[];
}

async function shrink(): Promise<void> {
  restore();
  const { bundledDependencies: names } = manifestOf(ROOT);
  const used = new Set([...partsUsedIn(join(ROOT, 'lib')), ...partsUsedIn(join(ROOT, 'schemas'))]);
  const parts = names.map((name) => [name, partsOf(name, used)] as const);
  for (const [name, ofName] of parts) await shrinkTo(join(ASIDE, 'new', name), name, ofName, names);
  names.forEach((name) => {
    move(join(MODULES, name), join(ASIDE, 'old', name));
    move(join(ASIDE, 'new', name), join(MODULES, name));
  });
}

function restore(): void {
  const old = join(ASIDE, 'old');
  if (existsSync(old)) {
    manifestOf(ROOT)
      .bundledDependencies.filter((name) => existsSync(join(old, name)))
      .forEach((name) => {
        rmSync(join(MODULES, name), { recursive: true, force: true });
        move(join(old, name), join(MODULES, name));
      });
  }
  rmSync(ASIDE, { recursive: true, force: true });
}

/** What the compiled code requires that is no file of its own. */
function partsUsedIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  return files.flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:require|load)\(["']([^."'][^"']*)["']\)/g),
    ].map(([, part]) => part),
  );
}

/** A package that another one requires is used as a whole. */
function partsOf(name: string, used: ReadonlySet<string>): string[] {
  const parts = [...used].filter((part) => part === name || part.startsWith(`${name}/`));
  return parts.length > 0 ? parts : [name];
}

async function shrinkTo(
  folder: string,
  name: string,
  parts: readonly string[],
  names: readonly string[],
): Promise<void> {
  const from = join(MODULES, name);
  const { version, license, repository } = manifestOf(from);
  const included = new Set([from]);
  for (const part of parts) {
    const file = relative(from, require.resolve(part, { paths: [ROOT] }));
    const inputs = await bundle(
      part,
      join(folder, file),
      names.filter((other) => other !== name),
    );
    inputs.forEach((input) => included.add(packageOf(input)));
  }
  const main = relative(from, require.resolve(name, { paths: [ROOT] }));
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, repository, main }, null, 2)}\n`,
  );
  writeFileSync(join(folder, 'LICENSE'), [...included].map(licenceOf).join('\n\n'));
}

/** What of the packages nobody uses here, with what stands for it. */
const UNUSED: readonly { readonly files: RegExp; readonly contents: string; readonly loader: Loader }[] = [
  // The schemas of schemas: ours are checked before they are packed.
  { files: /ajv[\\/]dist[\\/]refs[\\/].*\.json$/, contents: '{}', loader: 'json' },
  // References lead to other places of the same schema, not to other addresses.
  { files: /ajv[\\/]dist[\\/]runtime[\\/]uri\.js$/, contents: readFragments(), loader: 'js' },
  // Questions are printed in the terminal's own colours, which need no conversion.
  { files: /node_modules[\\/]color-convert[\\/]index\.js$/, contents: 'module.exports = {};', loader: 'js' },
  // The platform knows which characters are emoji.
  {
    files: /node_modules[\\/]emoji-regex[\\/]index\.js$/,
    contents: 'module.exports = () => /\\p{Emoji_Presentation}\\uFE0F?/gu;',
    loader: 'js',
  },
];

function readFragments(): string {
  return `exports.default = {
    parse: (id) => { const [path, fragment] = id.split('#'); return { path, fragment }; },
    serialize: ({ path, fragment }) => (fragment === undefined ? path : path + '#' + fragment),
    resolve: (base, id) => (id === '' || id.startsWith('#') ? base.split('#')[0] + id : id),
  };`;
}

const WITHOUT_UNUSED: Plugin = {
  name: 'without-unused',
  setup(build) {
    UNUSED.forEach(({ files, contents, loader }) =>
      build.onLoad({ filter: files }, () => ({ contents, loader })),
    );
  },
};

/** Writes a part of a package as one file, and tells of which files it is made. */
async function bundle(part: string, outfile: string, external: string[]): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `module.exports = require('${part}');`, resolveDir: ROOT },
    outfile,
    external,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    metafile: true,
    plugins: [WITHOUT_UNUSED],
    absWorkingDir: ROOT,
  });
  return Object.keys(metafile.inputs).filter((input) => input !== '<stdin>');
}

/** The folder of the package that a file belongs to. */
function packageOf(input: string): string {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)!;
  return join(ROOT, folder);
}

function licenceOf(folder: string): string {
  const { name, version } = manifestOf(folder);
  const files = readdirSync(folder).filter((file) => LICENCE.test(file));
  if (files.length === 0) throw new Error(`${name} ${version} has no licence file`);
  return `${name} ${version}\n\n${files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')}\n`;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

const WORK: Readonly<Record<string, () => void | Promise<void>>> = { shrink, restore };

void Promise.resolve(WORK[process.argv[2]]()).catch((error: Error) => {
  restore();
  console.error(error.message);
  process.exitCode = 1;
});
