/** Writes API.md from the assembly that `npm run build` makes: `npm run docs`. */
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly returns?: string;
  readonly see?: string;
}

interface TypeReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly type?: TypeReference;
}

interface Parameter extends Member {
  readonly variadic?: boolean;
}

interface Method extends Member {
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly type: TypeReference; readonly optional?: boolean };
}

/** A type of the public API, as jsii describes it. */
export interface ApiType extends Member {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly abstract?: boolean;
  readonly initializer?: Method;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Method[];
  readonly members?: readonly Member[];
}

/** What jsii knows of the public API. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, ApiType>>;
}

const CHAPTERS: readonly (readonly [title: string, kind: ApiType['kind']])[] = [
  ['Classes', 'class'],
  ['Interfaces and props', 'interface'],
  ['Enumerations', 'enum'],
];

const HEAD = `# API

All that the package exports, made from its source by \`npm run docs\`. Props stand with their type; a question mark says that one can be left out.
Examples: [README](README.md) and the pages in [docs](docs/one-secret.md).

## Errors

### \`SecretRotationError\`

The one error that constructors and methods throw. It names everything that is wrong with what they were given, with the construct's path, in
\`message\`, and one by one in \`problems\`: each has a \`code\` that stays the same, and a \`message\`. Terraform's tokens pass every check. What only the
whole tree can tell comes from \`app.synth()\`. Languages other than TypeScript and JavaScript get an error of their own with the same message.
`;

/** The reference of an API, in Markdown. */
export function apiReference({ name, types }: Assembly): string {
  const all = Object.values(types).sort((one, other) => (one.name < other.name ? -1 : 1));
  const chapters = CHAPTERS.map(
    ([title, kind]) => [title, all.filter((type) => type.kind === kind)] as const,
  );
  const contents = chapters.map(
    ([title, ofKind]) => `- ${title}: ${ofKind.map((type) => linkTo(type.name)).join(', ')}`,
  );
  const text = chapters.map(([title, ofKind]) =>
    [`## ${title}`, ...ofKind.map((type) => entry(type, name))].join('\n\n'),
  );
  return `${[HEAD, contents.join('\n'), ...text].join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function entry(type: ApiType, own: string): string {
  const parents = [type.base, ...(type.interfaces ?? [])].filter((parent) => parent !== undefined);
  return [
    `### \`${type.name}\``,
    prose(type.docs),
    parents.length === 0 ? '' : `Has all of ${parents.map((parent) => linked(parent, own)).join(', ')}.`,
    type.initializer && !type.abstract ? constructed(type, own) : '',
    [
      ...(type.properties ?? []).map((property) => propertyLine(property, own)),
      ...(type.methods ?? []).map((method) => methodLine(method, own)),
      ...(type.members ?? []).map(({ name, docs }) => item(`\`${name}\``, docs)),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function constructed({ name, initializer }: ApiType, own: string): string {
  return `\`new ${name}(\`${parametersOf(initializer!, own)}\`)\``;
}

function propertyLine({ name, docs, type, optional, static: isStatic }: Member, own: string): string {
  return item(`${isStatic ? 'static ' : ''}\`${name}${optional ? '?' : ''}\`: ${typeText(type, own)}`, docs);
}

function methodLine(method: Method, own: string): string {
  const returned = method.returns ? `: ${typeText(method.returns.type, own)}` : '';
  const heads = [method.static && 'static', method.protected && 'protected'].filter(Boolean);
  const head = [...heads, `\`${method.name}(\`${parametersOf(method, own)}\`)\`${returned}`].join(' ');
  const told = (method.parameters ?? []).filter(({ docs }) => docs?.summary !== undefined);
  const parameters = told.map(({ name, docs }) => `  - \`${name}\`: ${oneLine(docs!.summary!)}`);
  const returns = method.docs?.returns === undefined ? [] : [`  - returns ${oneLine(method.docs.returns)}`];
  return [item(head, method.docs), ...parameters, ...returns].join('\n');
}

function parametersOf({ parameters = [] }: Method, own: string): string {
  return parameters
    .map(
      ({ name, type, optional, variadic }) =>
        `${variadic ? '...' : ''}${name}${optional ? '?' : ''}: ${typeText(type, own)}`,
    )
    .join(', ');
}

function item(head: string, docs: Docs = {}): string {
  const rest = [
    oneLine([docs.summary, docs.remarks].filter(Boolean).join(' ')),
    docs.default === undefined ? '' : `Default: ${defaultText(docs.default)}`,
    docs.see === undefined ? '' : `[See](${docs.see})`,
  ];
  return `- ${head}. ${rest.filter((part) => part !== '').join(' ')}`;
}

/** A hyphen says that what follows is no value, but what happens. */
function defaultText(given: string): string {
  const text = oneLine(given);
  return text.startsWith('- ') ? `${text.slice(2)}.` : `\`${text}\`.`;
}

function prose(docs: Docs = {}): string {
  const see = docs.see === undefined ? '' : `[See](${docs.see})`;
  return [docs.summary, docs.remarks, see].filter((part) => part).join('\n\n');
}

function typeText(type: TypeReference | undefined, own: string): string {
  if (type?.collection) {
    const element = typeText(type.collection.elementtype, own);
    return type.collection.kind === 'array' ? `list of ${element}` : `map of ${element}`;
  }
  if (type?.union) return type.union.types.map((one) => typeText(one, own)).join(' or ');
  return type?.fqn === undefined ? `${type?.primitive ?? 'any'}` : linked(type.fqn, own);
}

/** Types of this package stand on this page, others are named with their package. */
function linked(fqn: string, own: string): string {
  const [assembly, ...names] = fqn.split('.');
  return assembly === own ? linkTo(names.join('.')) : `\`${fqn}\``;
}

function linkTo(name: string): string {
  return `[${name}](#${name.toLowerCase()})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

if (require.main === module) {
  const file = join(ROOT, '.jsii');
  if (!existsSync(file)) throw new Error('there is no assembly yet: npm run build makes it');
  writeFileSync(join(ROOT, 'API.md'), apiReference(JSON.parse(readFileSync(file, 'utf8'))));
}
