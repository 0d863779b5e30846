import { createRequire } from 'module';

/** What CDKTF loads at its start and this command never comes to use: to pack assets it starts another process. */
const RARELY_USED = ['archiver', 'semver'];

const loadAsCdktf = createRequire(createRequire(__filename).resolve('cdktf'));

/**
 * Has packages that CDKTF loads at its start loaded when they are first used, because they take as long to load as the rest
 * of it. Node.js lets a program put something of its own into its cache of modules.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/modules.html#requirecache
 */
RARELY_USED.forEach((name) => {
  const file = loadAsCdktf.resolve(name);
  loadAsCdktf.cache[file] ??= moduleOf(file, () => {
    Reflect.deleteProperty(loadAsCdktf.cache, file);
    return loadAsCdktf(name);
  });
});

function moduleOf(file: string, load: () => any): NodeModule {
  const exports = new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(load(), self, args),
    get: (_, key) => load()[key],
  });
  return { ...module, id: file, filename: file, loaded: true, children: [], exports };
}
