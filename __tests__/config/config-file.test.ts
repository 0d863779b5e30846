import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadNamedConfig } from '../../src/config';
import { configFile } from '../../src/config/config-file';

describe('the configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'context-'));
  const start = process.cwd();

  beforeAll(() => process.chdir(folder));
  beforeEach(() => rmSync('cdktf.json', { force: true }));
  afterAll(() => {
    process.chdir(start);
    rmSync(folder, { recursive: true });
  });

  const inContext = (rotationConfig: string): string => JSON.stringify({ context: { rotationConfig } });

  test('is rotation.yaml when nothing is said', () => {
    expect(configFile({})).toBe('rotation.yaml');
  });

  test('is what the context in cdktf.json names', () => {
    writeFileSync('cdktf.json', inContext('other.yaml'));

    expect(configFile({})).toBe('other.yaml');
  });

  test('is what the context names that CDKTF passes on', () => {
    writeFileSync('cdktf.json', inContext('other.yaml'));

    expect(configFile({ CDKTF_CONTEXT_JSON: '{"rotationConfig":"passed.yaml"}' })).toBe('passed.yaml');
  });

  test.each([
    ['{ broken', 'it is not JSON'],
    ['', 'it is not JSON'],
    ['{"context":{"rotationConfig":5}}', 'context.rotationConfig is not the name of a file'],
    ['{"context":{"rotationConfig":["a.yaml"]}}', 'context.rotationConfig is not the name of a file'],
  ])('cannot be told from a cdktf.json of %s', (text, reason) => {
    writeFileSync('cdktf.json', text);

    expect(loadNamedConfig({})).toMatchObject({
      file: 'cdktf.json',
      findings: [{ rule: 'FileNotReadable', message: expect.stringContaining(`"cdktf.json": ${reason}`) }],
    });
  });

  test.each(['null', '{}', '{"context":null}'])('is rotation.yaml with a cdktf.json of %s', (text) => {
    writeFileSync('cdktf.json', text);

    expect(configFile({})).toBe('rotation.yaml');
  });

  test('cannot be told from a broken context', () => {
    expect(loadNamedConfig({ CDKTF_CONTEXT_JSON: '{bad' }).findings).toMatchObject([
      { rule: 'FileNotReadable' },
    ]);
  });

  test('is the one that is given, before what anything names', () => {
    writeFileSync('cdktf.json', '{ broken');

    expect(loadNamedConfig({ ROTATION_CONFIG: 'mine.yaml' }, 'given.yaml').file).toBe('given.yaml');
  });

  test('is what ROTATION_CONFIG names, before all else', () => {
    writeFileSync('cdktf.json', inContext('other.yaml'));

    expect(
      configFile({ ROTATION_CONFIG: 'mine.yaml', CDKTF_CONTEXT_JSON: '{"rotationConfig":"passed.yaml"}' }),
    ).toBe('mine.yaml');
  });
});
