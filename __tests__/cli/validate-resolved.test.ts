import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { run } from '../../src/cli/run';
import { parseConfig } from '../../src/config';

const TEXT = `# The fleet.
version: 1
defaults: { region: us-east-1, engine: mysql, strategy: single-user, excludeCharacters: '/@"' }
stacks:
  a:
    defaults: { schedule: &monthly { everyDays: 30 }, secretsManagerEndpoint: { existing: vpce-0a1b2c3d, securityGroupId: sg-0a1b2c3d } }
    networks:
      private: { vpcId: vpc-0a1b2c3d, subnetIds: [subnet-0a1b2c3d], databaseSecurityGroupIds: [sg-0a1b2c3d] }
    rotations:
      orders: { schedule: { rate: 12 hours }, network: private }
      parts: {}
      items: { schedule: *monthly }
`;

describe('secret-rotation validate --resolved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'resolved-'));
  const file = join(folder, 'rotation.yaml');

  afterAll(() => rmSync(folder, { recursive: true }));

  async function call(
    text: string,
    ...options: string[]
  ): Promise<{ status: number; out: string; err: string }> {
    writeFileSync(file, text);
    const printed = { out: '', err: '' };
    const status = await run(['validate', file, ...options], {
      input: 0,
      out: (one) => void (printed.out += one),
      err: (one) => void (printed.err += one),
    });
    return { status, ...printed };
  }

  test('prints the configuration in YAML, each key in its usual place', async () => {
    const { status, out, err } = await call(TEXT, '--resolved');

    expect(status).toBe(0);
    expect(err).toContain('0 errors, 0 warnings');
    expect(out).toMatchInlineSnapshot(`
"version: 1
stacks:
  a:
    region: us-east-1
    networks:
      private:
        vpcId: vpc-0a1b2c3d
        subnetIds:
          - subnet-0a1b2c3d
        databaseSecurityGroupIds:
          - sg-0a1b2c3d
        secretsManagerEndpoint:
          existing: vpce-0a1b2c3d
          securityGroupId: sg-0a1b2c3d
    rotations:
      orders:
        engine: mysql
        strategy: single-user
        secret: orders
        network: private
        schedule:
          rate: 12 hours
        excludeCharacters: /@"
      parts:
        engine: mysql
        strategy: single-user
        secret: parts
        schedule:
          everyDays: 30
        excludeCharacters: /@"
      items:
        engine: mysql
        strategy: single-user
        secret: items
        schedule:
          everyDays: 30
        excludeCharacters: /@"
"
`);
  });

  test('prints what is the same configuration, with nothing left to fill in', async () => {
    const { out } = await call(TEXT, '--resolved');

    expect(parseConfig(out)).toMatchObject({ config: parseConfig(TEXT).config, findings: [] });
    expect((await call(out, '--resolved')).out).toBe(out);
  });

  test('prints JSON where JSON was given', async () => {
    const { out } = await call(JSON.stringify(parse(TEXT)), '--resolved');

    expect(JSON.parse(out)).toEqual(parseConfig(TEXT).config);
  });

  test('prints texts that could be taken for something else as texts', async () => {
    const tags = {
      a: 'yes',
      b: '1',
      c: '1.0',
      d: 'null',
      e: '',
      f: '0x1f',
      g: '2026-01-01',
      h: '- a',
      i: 'a: b',
    };
    const { out } = await call(
      stringify({ ...parse(TEXT), defaults: { ...parse(TEXT).defaults, tags } }),
      '--resolved',
    );

    expect(parse(out).stacks.a.tags).toEqual(tags);
    expect(parse(out, { version: '1.1' }).stacks.a.tags).toEqual(tags);
  });

  test('prints what is found on the standard error, and no configuration that has an error', async () => {
    const { status, out, err } = await call(TEXT.replace('mysql', 'mysqll'), '--resolved');

    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/rotation.yaml:3:40 error NotAllowed\n {2}defaults.engine/);
  });

  test.each([['--explain'], ['--json'], ['--format=sarif']])(
    'refuses %s, which asks for something else',
    async (option) => {
      const { status, out, err } = await call(TEXT, '--resolved', option);

      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain('ResolvedAlone');
    },
  );
});
