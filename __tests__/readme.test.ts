import { join } from 'path';
import * as ts from 'typescript';
import { withReference } from '../scripts/reference';
import { parseConfig } from '../src/config';
import { fileInRoot, ROOT } from './support/examples';

const README = fileInRoot('README.md');

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)```', 'g'))].map(([, block]) => block);

/** What the compiler says of a program that imports the package as its users do. */
function diagnosticsOf(sources: string[]): string[] {
  const files = new Map(sources.map((source, index) => [join(ROOT, `readme-${index}.ts`), source]));
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

describe('the README', () => {
  test('has TypeScript that compiles', () => {
    expect(blocks('typescript').length).toBeGreaterThan(0);
    expect(diagnosticsOf(blocks('typescript'))).toEqual([]);
  }, 60_000);

  test('would be found out if its TypeScript did not compile', () => {
    expect(
      diagnosticsOf(["import { SecretRotations } from 'cdktf-secret-rotation'; SecretRotations;"]),
    ).toEqual([expect.stringContaining("has no exported member named 'SecretRotations'")]);
  }, 60_000);

  test('has configurations without findings', () => {
    const configurations = blocks('yaml').filter((block) => block.startsWith('version: 1'));

    expect(configurations.length).toBeGreaterThan(0);
    expect(configurations.flatMap((configuration) => parseConfig(configuration).findings)).toEqual([]);
  });

  test('describes every key of the configuration', () => {
    const { $defs } = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));
    const keys = ['stack', 'network', 'rotation', 'schedule'].flatMap((name) =>
      Object.keys($defs[name].properties),
    );

    expect(keys.filter((key) => !README.includes(`\`${key}\``))).toEqual([]);
  });

  test('has the reference that its schema makes', () => {
    const schema = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));

    expect(README).toBe(withReference(README, schema));
  });

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(fileInRoot('package.json'));
    const named = [...README.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script);

    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});
