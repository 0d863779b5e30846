import { readFileSync } from 'fs';
import { builtinModules } from 'module';
import { dirname, join } from 'path';

const CLI = join(__dirname, '..', '..', 'src', 'cli');

/** What a file loads as soon as it is loaded: neither types, nor what it imports in the course of its work. */
function loadedBy(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gm)].map(([, module]) => module);
}

/** The packages that a file of ours loads, itself or through others. */
function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file) || file.endsWith('.json')) return [];
  seen.add(file);
  return loadedBy(file).flatMap((module) =>
    module.startsWith('.') ? packagesOf(resolve(join(dirname(file), module)), seen) : [module],
  );
}

function resolve(path: string): string {
  const candidates = path.endsWith('.json') ? [path] : [`${path}.ts`, join(path, 'index.ts')];
  return candidates.find((candidate) => exists(candidate))!;
}

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

const packages = (file: string): string[] =>
  [...new Set(packagesOf(join(CLI, file)))].filter((name) => !builtinModules.includes(name)).sort();

test.each([
  ['main.ts', ['commander', 'fastest-levenshtein']],
  ['check-policy.ts', ['fastest-levenshtein']],
  ['policy.ts', ['fastest-levenshtein']],
])('%s loads neither cdktf nor yaml nor ajv at its start', (file, expected) => {
  expect(packages(file)).toEqual(expected);
});
