/**
 * Joins the modules in lib to one file before packing, which takes less room than hundreds do, and less time to load. Each stays a module
 * of its own: it runs when it is first required, and knows the place where it was compiled to. Data and entry points stay files.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';

const LIB = join(__dirname, '..', 'lib');

/**
 * How the modules find each other, and what is not among them: files of data, which lie where they were, and packages, which are the same
 * for all of them.
 */
const HEAD = `"use strict";
const { dirname, join, posix, relative, sep } = require("path");
const nodeModule = require("module");
const loaded = new Map();
function nameOf(from, request) {
  const name = posix.join(posix.dirname(from), request);
  return [name, name + ".js", name + "/index.js"].find((one) => Object.hasOwn(MODULES, one));
}
function requireFrom(from) {
  const requireOne = (request) => {
    if (request === "module") return { ...nodeModule, createRequire };
    if (!/^\\.{1,2}(\\/|$)/.test(request)) return require(request);
    const name = nameOf(from, request);
    return name === undefined ? require(join(__dirname, dirname(from), request)) : load(name);
  };
  return Object.assign(requireOne, require);
}
function createRequire(file) {
  const name = relative(__dirname, file).split(sep).join("/");
  return Object.hasOwn(MODULES, name) ? requireFrom(name) : nodeModule.createRequire(file);
}
function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const file = join(__dirname, name);
  MODULES[name].call(module.exports, module.exports, requireFrom(name), module, file, dirname(file));
  return module.exports;
}
module.exports = load;
`;

const NAMES = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

/** What is run, and not required. */
const ENTRIES = ['cli/main.js', 'rehearsal/guard.js'];

const SHEBANG = /^#!.*\n/;

const exported = Object.keys(createRequire(__filename)(join(LIB, 'index.js')));

const modules = NAMES.map((name) => {
  const code = readFileSync(join(LIB, name), 'utf8').replace(SHEBANG, '');
  return `${JSON.stringify(name)}(exports,require,module,__filename,__dirname){${code}}`;
});
NAMES.forEach((name) => rmSync(join(LIB, name)));
writeFileSync(join(LIB, 'modules.js'), `${HEAD}const MODULES={\n${modules.join(',\n')}\n};\n`);

// The names are for Node.js, which has to see in the text what an ECMAScript module can import.
writeFileSync(
  join(LIB, 'index.js'),
  `"use strict";\nmodule.exports = require("./modules")("index.js");\n0 && (module.exports = { ${exported.join(', ')} });\n`,
);
ENTRIES.forEach((name) =>
  writeFileSync(
    join(LIB, name),
    `#!/usr/bin/env node\n"use strict";\nrequire("../modules")(${JSON.stringify(name)});\n`,
  ),
);
