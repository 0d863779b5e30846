/**
 * Joins the modules in lib to two files before packing, which take less room than hundreds do, and less time to load: what
 * `secret-rotation synth` loads, and the rest. Each stays a module of its own: it runs when it is first required, and knows the place
 * where it was compiled to. Data and entry points stay files.
 */
import { spawnSync } from 'child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import { join, relative } from 'path';

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
  return [name, name + ".js", name + "/index.js"].find(isModule);
}
function isModule(name) {
  return Object.hasOwn(MODULES, name) || FURTHER.has(name);
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
  return isModule(name) ? requireFrom(name) : nodeModule.createRequire(file);
}
function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const file = join(__dirname, name);
  const modules = FURTHER.has(name) ? require("./further-modules.js") : MODULES;
  modules[name].call(module.exports, module.exports, requireFrom(name), module, file, dirname(file));
  return module.exports;
}
module.exports = load;
`;

const NAMES = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

/** What is run, and not required. */
const ENTRIES = ['cli/main.js', 'rehearsal/guard.js'];

const SHEBANG = /^#!.*\n/;

/** What the command loads before it synthesises. */
const PRINT_LOADED = `
  process.argv.splice(1, 0, "", "synth", "--help");
  process.once("exit", () => console.error(Object.keys(require.cache).join("\\n")));
  require(${JSON.stringify(join(LIB, 'cli', 'main.js'))});`;

const loaded = spawnSync(process.execPath, ['--eval', PRINT_LOADED], { encoding: 'utf8' }).stderr;

const ofSynth = new Set(loaded.split('\n').map((file) => relative(LIB, file)));

const exported = Object.keys(createRequire(__filename)(join(LIB, 'index.js')));

const [first, further] = [true, false].map((isFirst) =>
  NAMES.filter((name) => ofSynth.has(name) === isFirst),
);

function joined(names: readonly string[]): string {
  const modules = names.map((name) => {
    const code = readFileSync(join(LIB, name), 'utf8').replace(SHEBANG, '');
    return `${JSON.stringify(name)}(exports,require,module,__filename,__dirname){${code}}`;
  });
  return `{\n${modules.join(',\n')}\n}`;
}

const files = {
  'modules.js': `${HEAD}const FURTHER=new Set(${JSON.stringify(further)});\nconst MODULES=${joined(first)};\n`,
  'further-modules.js': `module.exports=${joined(further)};\n`,
};
NAMES.forEach((name) => rmSync(join(LIB, name)));
Object.entries(files).forEach(([name, code]) => writeFileSync(join(LIB, name), code));

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
