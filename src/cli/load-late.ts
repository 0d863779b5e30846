import { createRequire } from 'module';

/** What CDKTF loads at its start and this command never comes to use: to pack assets it starts another process. */
const RARELY_USED = ['archiver', 'semver'];

const loadAsCdktf = createRequire(createRequire(__filename).resolve('cdktf'));

loadLate(RARELY_USED);

/**
 * Has packages that CDKTF loads at its start loaded when they are first used, because they take as long to load as the rest
 * of it. Node.js lets a program put something of its own into its cache of modules. A package that CDKTF does not have, as
 * other releases of it may not, is passed over.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/modules.html#requirecache
 */
export function loadLate(names: readonly string[]): void {
  names.forEach((name) => {
    const file = fileOf(name);
    if (file === undefined) return;
    loadAsCdktf.cache[file] ??= moduleOf(file, () => {
      Reflect.deleteProperty(loadAsCdktf.cache, file);
      return loadAsCdktf(name);
    });
  });
}

function fileOf(name: string): string | undefined {
  try {
    return loadAsCdktf.resolve(name);
  } catch {
    return undefined;
  }
}

function moduleOf(file: string, load: () => any): NodeModule {
  const exports = new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(load(), self, args),
    get: (_, key) => load()[key],
  });
  return { ...module, id: file, filename: file, loaded: true, children: [], exports };
}
