import { statSync } from 'fs';
import { join } from 'path';
import { run } from './run';

const ROOT = join(__dirname, '..');

const BIN = join(ROOT, 'node_modules', '.bin');

/** What a site's registry or a slow line still takes well. */
const MOST_BYTES = 500_000;

const MOST_FILES = 600;

const packed = process.env.PACKED!;

describe('the tarball', () => {
  let files: string[];

  beforeAll(async () => {
    files = (await run('tar', ['-tzf', packed], ROOT)).trim().split('\n');
  });

  test('is small', () => {
    const { size } = statSync(packed);
    process.stderr.write(`${size} bytes packed, ${files.length} files\n`);

    expect(size).toBeLessThan(MOST_BYTES);
    expect(files.length).toBeLessThan(MOST_FILES);
  });

  test('holds nothing that is only of use to who develops it or what it bundles', () => {
    const needless =
      /\.map$|(?<!\.d)\.[cm]?ts$|tsbuildinfo|(^|\/)(tests?|__tests__|benchmarks?|integration|bench)(\/|\.)/;

    expect(files.filter((file) => needless.test(file))).toEqual([]);
  });

  test('has no source map inside its files', async () => {
    expect(await run('tar', ['-xzOf', packed], ROOT)).not.toContain('sourceMappingURL=data');
  });

  test('has the licence of everything that it bundles', async () => {
    const licences = files.filter((file) => /node_modules\/.*LICENSE$/.test(file));
    const text = await run('tar', ['-xzOf', packed, ...licences], ROOT);
    const names = ['ajv', 'json-schema-traverse', 'yaml', 'commander', 'mute-stream', 'signal-exit'];

    expect(names.filter((name) => !new RegExp(`^${name} \\d`, 'm').test(text))).toEqual([]);
  });

  test('has all that its commands read', () => {
    const read = [
      'rotation.yaml',
      'lib/rehearsal/aws_standin.py',
      'schemas/rotation-config.schema.json',
      '.jsii',
    ];

    expect(files).toEqual(expect.arrayContaining(read.map((file) => `package/${file}`)));
  });

  test('is well-formed, says publint', async () => {
    expect(await run(join(BIN, 'publint'), [packed, '--strict'], ROOT)).toContain('All good!');
  });

  test('has types that fit its code however it is imported, says attw', async () => {
    const printed = await run(
      join(BIN, 'attw'),
      [packed, '--format', 'json', '--exclude-entrypoints', './.jsii'],
      ROOT,
    );

    expect(JSON.parse(printed).problems).toEqual({});
  });
});
