import { Testing } from 'cdktf';
import { existsSync } from 'fs';
import { dirname, join } from 'path';
import * as ts from 'typescript';
import { withReference } from '../scripts/reference';
import { Anchors } from '../site/anchors';
import { RotationStack } from '../src/app';
import { parseConfig } from '../src/config';
import { fileInRoot, ROOT } from './support/examples';
import { blocks, pages } from './support/pages';

/** What the compiler says of programs that import the package as its users do. */
function diagnosticsOf(sources: string[]): string[] {
  const files = new Map(sources.map((source, index) => [join(ROOT, `program-${index}.ts`), source]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  Object.assign(options, {
    paths: { 'cdktf-secret-rotation': [join(ROOT, 'src', 'index.ts')] },
    noUnusedLocals: false,
  });
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, target, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!, target)
      : getSourceFile.call(host, name, target, ...rest);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The anchors that GitHub and the site give a page's headings. */
function anchorsOf(text: string): string[] {
  const anchors = new Anchors();
  return [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchors.of(heading));
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** The links of a page to files, as `page -> target`, that lead nowhere. */
function brokenLinks(name: string, text: string): string[] {
  const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  return links
    .filter((link) => !/^https?:/.test(link) && !leads(name, text, link))
    .map((link) => `${name} -> ${link}`);
}

function leads(name: string, text: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = join(dirname(name), path);
  if (path !== '' && !existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(path === '' ? text : fileInRoot(target)).includes(anchor);
}

/** The configurations that are whole. Those of the rules are tested with these. */
function configurationsOfPages(): string[] {
  return blocks('yaml')
    .filter(({ name, text }) => text.startsWith('version: 1') && !name.endsWith('-rules.md'))
    .map(({ text }) => text);
}

describe('the documents', () => {
  test('have TypeScript that compiles', () => {
    const programs = blocks('typescript').map(({ text }) => text);

    expect(programs.length).toBeGreaterThan(3);
    expect(diagnosticsOf(programs)).toEqual([]);
  }, 60_000);

  test('would be found out if their TypeScript did not compile', () => {
    expect(
      diagnosticsOf(["import { SecretRotations } from 'cdktf-secret-rotation'; SecretRotations;"]),
    ).toEqual([expect.stringContaining("has no exported member named 'SecretRotations'")]);
  }, 60_000);

  test('have programs that synthesise', () => {
    const programs = blocks('typescript').filter(({ text }) => text.includes("from 'cdktf'"));

    expect(programs.filter(({ text }) => !text.includes('app.synth();')).map(({ name }) => name)).toEqual([]);
  });

  test('have configurations without findings', () => {
    expect(configurationsOfPages().length).toBeGreaterThan(10);
    expect(configurationsOfPages().flatMap((text) => parseConfig(text).findings)).toEqual([]);
  });

  test('have configurations that synthesise', () => {
    const stacks = configurationsOfPages().flatMap((text) =>
      Object.entries(parseConfig(text).config!.stacks),
    );
    const rotations = stacks.map(([name, stack]) => {
      const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
      const { resource } = JSON.parse(Testing.synth(new RotationStack(app, name, stack), true));
      return Object.keys(resource.aws_secretsmanager_secret_rotation).length;
    });

    expect(rotations).toEqual(stacks.map(([, { rotations: given }]) => Object.keys(given).length));
  });

  test('describe every key of the configuration', () => {
    const { $defs } = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));
    const reference = fileInRoot('docs/configuration.md');
    const keys = ['stack', 'network', 'rotation', 'schedule'].flatMap((name) =>
      Object.keys($defs[name].properties),
    );

    expect(keys.filter((key) => !reference.includes(`\`${key}\``))).toEqual([]);
  });

  test('have the reference that its schema makes', () => {
    const schema = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));
    const page = fileInRoot('docs/configuration.md');

    expect(page).toBe(withReference(page, schema));
  });

  test('name only scripts that exist', () => {
    const { scripts } = JSON.parse(fileInRoot('package.json'));
    // A project of `secret-rotation init` has the second ones.
    const known = [...Object.keys(scripts), 'validate', 'diff', 'deploy', 'destroy'];
    const named = pages().flatMap(({ text }) => [...text.matchAll(/npm run ([a-z:]+)/g)]);

    expect(named.map(([, script]) => script).filter((script) => !known.includes(script))).toEqual([]);
  });

  test('lead somewhere with each link to a file and to a heading', () => {
    expect(pages().flatMap(({ name, text }) => brokenLinks(name, text))).toEqual([]);
  });

  test('would be found out if a link led nowhere', () => {
    const text = '# A page\n\n[here](#a-page), [there](#another), [a page](limits.md), [none](none.md)';

    expect(brokenLinks('docs/page.md', text)).toEqual([
      'docs/page.md -> #another',
      'docs/page.md -> none.md',
    ]);
  });

  test('are all named in the navigation of the site', () => {
    const navigation: { pages: string[] }[] = JSON.parse(fileInRoot('site/navigation.json'));
    const named = navigation.flatMap((group) => group.pages);
    const others = ['API.md', 'CHANGELOG.md'];

    expect([...named].sort()).toEqual([...pages().map(({ name }) => name), ...others].sort());
  });

  test('are all listed by what one has, in the page that README leads to', () => {
    const listed = [...fileInRoot('docs/README.md').matchAll(/\]\(([^)#]+)/g)].map(([, link]) =>
      join('docs', link),
    );
    const others = pages().filter(({ name }) => name !== 'docs/README.md' && name !== 'README.md');

    expect(fileInRoot('README.md')).toContain('](docs/README.md)');
    expect(others.map(({ name }) => name).filter((name) => !listed.includes(name))).toEqual([]);
  });
});

describe('the page about troubleshooting', () => {
  const text = fileInRoot('docs/troubleshooting.md');
  const sections = ['When a rotation fails', 'When Terraform or AWS refuses', 'When an application fails'];
  const entries = sections.flatMap((title) => {
    const [, section] = text.split(`\n## ${title}`);
    return section
      .split('\n## ')[0]
      .split(/^(?=\*\*)/m)
      .slice(1);
  });

  test('has the commonest messages', () => expect(entries.length).toBeGreaterThanOrEqual(20));

  test('says of each message where its cause and remedy are from', () => {
    expect(
      entries.filter(
        (entry) => !/ _[^_]*(Cause|[Rr]eported|Seen)\b[^]*_\n/.test(entry.replace(/\n(?=_)/g, ' ')),
      ),
    ).toEqual([]);
  });

  test('names every source', () => {
    const named = [...text.matchAll(/(?<!\])\[([^\]]+)\](?![(:])/g)].map(([, name]) => name);
    const sources = named.filter(
      (name) => !text.includes(`\`[${name}]`) && !text.includes(`[${name}]: https://`),
    );

    expect(sources.filter((name) => /#\d|AWS/.test(name))).toEqual([]);
  });
});

describe('README', () => {
  test('has the figures that were measured', () => {
    const [, figures] = /## In short\n\n(\|[^]*?)\n\n/.exec(fileInRoot('bench/results.md'))!;

    expect(fileInRoot('README.md')).toContain(figures);
  });

  test('can be read to the end', () => {
    expect(fileInRoot('README.md').split('\n').length).toBeLessThan(220);
  });
});
