/**
 * Builds the package for CDK Terrain from the same source: `npm run build:cdktn`. A copy in dist/cdktn gets other imports, another
 * package.json and other names of the framework; then jsii compiles it and the unit tests run there.
 */
import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as flavour from './flavour.json';

const ROOT = join(__dirname, '..', '..');

const FOLDER = join(ROOT, flavour.folder);

/** The packages of the one framework, and what they are called in the other. */
const RENAMED: Readonly<Record<string, string>> = {
  cdktf: flavour.framework.library,
  '@cdktf/provider-aws': flavour.framework.provider,
};

/** The name of such a package, or of a file in it, however it is loaded. */
const NAME = /(['"`])(cdktf|@cdktf\/provider-aws)(?=['"`/])/g;

function main(args: readonly string[]): void {
  copy();
  // npm would leave out what is installed if it were to find it among what the package is developed with.
  writeManifest({});
  install();
  writeManifest(developedWith());
  run('jsii', '--generate-tsconfig', 'tsconfig.jsii.json');
  cpSync(join(FOLDER, 'src/rehearsal/aws_standin.py'), join(FOLDER, 'lib/rehearsal/aws_standin.py'));
  run('jest', '--ci', ...args);
}

/** Takes over what is the same, with the other imports. What was installed there before stays. */
function copy(): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of [...flavour.copied, 'lib', '.jsii'])
    rmSync(join(FOLDER, name), { recursive: true, force: true });
  for (const name of flavour.copied) cpSync(join(ROOT, name), join(FOLDER, name), { recursive: true });
  for (const name of flavour.testsOfTheCheckout) rmSync(join(FOLDER, '__tests__', name));
  for (const name of filesIn('.').filter((file) => file.endsWith('.ts')))
    rewrite(name, (text) => text.replace(NAME, renamed));
  for (const name of filesIn('__tests__')) rewrite(name, withTexts);
  rewrite('src/framework.ts', withNames);
}

function filesIn(folder: string): string[] {
  return readdirSync(join(FOLDER, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' ? [] : filesIn(path);
  });
}

function rewrite(name: string, change: (text: string) => string): void {
  const file = join(FOLDER, name);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after !== before) writeFileSync(file, after);
}

function renamed(...[, quote, name]: string[]): string {
  return `${quote}${RENAMED[name]}`;
}

/** What the tests expect of what the framework adds: its provider's release and where that comes from. */
function withTexts(text: string): string {
  return flavour.textsOfTests.reduce((before, [ours, theirs]) => before.split(ours).join(theirs), text);
}

/** The file with each name of the framework replaced by the other's. */
function withNames(text: string): string {
  return Object.entries(flavour.framework).reduce((before, [key, name]) => {
    const place = new RegExp(`(\\b${key}: )'[^']*'`);
    if (!place.test(before)) throw new Error(`src/framework.ts has no "${key}"`);
    return before.replace(place, `$1'${name}'`);
  }, text);
}

/** The same tools, and the other framework. */
function developedWith(): Record<string, string> {
  const tools = Object.entries<string>(manifestOf(ROOT).devDependencies).filter(
    ([name]) => !/^(@cdktf\/|cdktf|constructs$)/.test(name),
  );
  return { ...Object.fromEntries(tools), ...flavour.tested };
}

function manifestOf(folder: string): any {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function writeManifest(devDependencies: Record<string, string>): void {
  const { bin, scripts, jsii, ...manifest } = manifestOf(ROOT);
  const { prepack, postpack, build } = scripts;
  const text = JSON.stringify(
    {
      ...manifest,
      ...flavour.manifest,
      keywords: manifest.keywords.map((word: string) => (word === 'cdktf' ? 'cdktn' : word)),
      bin,
      scripts: { prepack, postpack, build },
      devDependencies,
      jsii: { ...jsii, targets: renamedTargets(jsii.targets) },
    },
    null,
    2,
  );
  writeFileSync(join(FOLDER, 'package.json'), `${text}\n`);
}

/** The names in other languages say which framework the package is for. */
function renamedTargets(targets: object): object {
  return JSON.parse(JSON.stringify(targets).replace(/cdktf/g, 'cdktn').replace(/Cdktf/g, 'Cdktn'));
}

/** The libraries lie in the copy; the tools are found in the checkout around it. */
function install(): void {
  const libraries = Object.fromEntries(
    Object.entries(flavour.tested).filter(([name]) => name !== flavour.framework.commandLine),
  );
  const wanted = Object.entries(libraries).filter(([name, version]) => installedVersion(name) !== version);
  if (wanted.length === 0) return;
  const packages = Object.entries(libraries).map(([name, version]) => `${name}@${version}`);
  const options = [
    '--omit=dev',
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  execute('npm', ['install', ...options, '--loglevel=error', ...packages]);
}

function installedVersion(name: string): string | undefined {
  const file = join(FOLDER, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

function run(tool: string, ...args: string[]): void {
  execute(join(ROOT, 'node_modules', '.bin', tool), args);
}

function execute(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

main(process.argv.slice(2));
