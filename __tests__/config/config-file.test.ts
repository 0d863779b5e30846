import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { configFile } from '../../src/config';

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

  test('is what ROTATION_CONFIG names, before all else', () => {
    writeFileSync('cdktf.json', inContext('other.yaml'));

    expect(
      configFile({ ROTATION_CONFIG: 'mine.yaml', CDKTF_CONTEXT_JSON: '{"rotationConfig":"passed.yaml"}' }),
    ).toBe('mine.yaml');
  });
});
