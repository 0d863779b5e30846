import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiType, apiReference, Assembly } from '../scripts/api-reference';

const ROOT = join(__dirname, '..');

const API = readFileSync(join(ROOT, 'API.md'), 'utf8');

/** What says in what a number is counted, or what it stands for. */
const UNIT = /days|seconds|megabytes|characters|port|line|column|from \d+ to \d+/i;

const assembly: Assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));

function types(): ApiType[] {
  return Object.values(assembly.types);
}

/** What stands under a type's heading. */
function entryOf(name: string): string {
  const [, entry = ''] = API.split(`### \`${name}\`\n`);
  return entry.split(/^##/m)[0];
}

describe('API.md', () => {
  test('is what the source says; npm run docs makes it so', () => {
    expect(API).toBe(apiReference(assembly));
  });

  test('has every symbol that is exported, and all that it has', () => {
    const missing = types().flatMap((type) => {
      const members = [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];
      const entry = entryOf(type.name);
      return members
        .filter(({ name }) => !new RegExp(`^- .*\`${name}[?(]*\``, 'm').test(entry))
        .map(({ name }) => `${type.name}.${name}`);
    });

    expect(types().length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
    expect(API).toContain('### `SecretRotationError`');
  });

  test('tells what each member is, and what happens where one is left out', () => {
    const untold = types().flatMap((type) =>
      (type.properties ?? [])
        .filter(({ docs, optional }) => {
          const needsDefault = type.kind === 'interface' && !type.name.startsWith('I') && optional;
          return !docs?.summary || (needsDefault && !docs.default);
        })
        .map(({ name }) => `${type.name}.${name}`),
    );

    expect(untold).toEqual([]);
  });

  test('tells in what each number is counted', () => {
    const numbers = types().flatMap((type) =>
      (type.properties ?? []).filter((property) => property.type?.primitive === 'number'),
    );

    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers.filter(({ name, docs }) => !UNIT.test(`${name} ${docs?.summary}`))).toEqual([]);
  });

  test('has links to its own entries that lead somewhere', () => {
    const anchors = [...API.matchAll(/^#+ `?(\w+)`?$/gm)].map(([, name]) => name.toLowerCase());
    const links = [...API.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);

    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});
