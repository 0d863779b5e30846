import { basename } from 'path';
import { FRAMEWORK } from '../../framework';
import { ownPackage, ownSource } from '../own-package';

/** What a package.json holds, as far as it is added to. */
type Manifest = Readonly<Record<string, any>>;

const { command: COMMAND } = FRAMEWORK;

const SCRIPTS = {
  synth: `${COMMAND} synth`,
  validate: 'secret-rotation validate',
  rehearse: 'secret-rotation rehearse',
  diff: `${COMMAND} diff`,
  deploy: `${COMMAND} deploy`,
  destroy: `${COMMAND} destroy`,
  test: 'jest',
};

const LIBRARIES = [FRAMEWORK.provider, FRAMEWORK.library, 'constructs'];

const TOOLS = [FRAMEWORK.commandLine, 'jest'];

const TYPESCRIPT_TOOLS = ['@types/jest', '@types/node', 'ts-jest', 'tsx', 'typescript'];

const TYPESCRIPT_JEST = { preset: 'ts-jest' };

/** The package.json of a new project: the releases that this package is developed and tested with. */
export function newManifest(folder: string, isTypeScript: boolean): Manifest {
  const { name, engines, devDependencies: tested } = ownPackage();
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((one) => [one, tested[one]]));
  return {
    name: packageName(folder),
    version: '0.1.0',
    private: true,
    engines,
    scripts: SCRIPTS,
    dependencies: sorted({ ...versions(LIBRARIES), [name]: ownSource(folder) }),
    devDependencies: sorted(versions(isTypeScript ? [...TOOLS, ...TYPESCRIPT_TOOLS] : TOOLS)),
    ...(isTypeScript ? { jest: TYPESCRIPT_JEST } : {}),
  };
}

/** A package.json that says all that it said before, and what it lacked. */
export function mergedManifest(existing: Manifest, added: Manifest): Manifest {
  const { scripts, dependencies, devDependencies, jest } = added;
  const known = { ...existing.dependencies, ...existing.devDependencies, ...existing.peerDependencies };
  const missing = (packages: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(packages).filter(([name]) => !(name in known)));
  return {
    ...(jest ? { jest } : {}),
    ...existing,
    scripts: { ...scripts, ...existing.scripts },
    dependencies: sorted({ ...missing(dependencies), ...existing.dependencies }),
    devDependencies: sorted({ ...missing(devDependencies), ...existing.devDependencies }),
  };
}

/** A name that npm takes, from the folder's. */
function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name || 'secret-rotation';
}

function sorted(packages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1)));
}
