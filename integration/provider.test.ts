import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { InstalledProvider } from '../src/rehearsal/provider';
import { providerVersion } from '../src/rehearsal/tools';

const AWS = join('registry.terraform.io', 'hashicorp', 'aws');

const folder = mkdtempSync(join(tmpdir(), 'mirrors-'));
const settingsBefore = process.env.TF_CLI_CONFIG_FILE;

let provider: InstalledProvider;

beforeEach(() => {
  provider = new InstalledProvider();
});

afterEach(() => {
  provider.remove();
  if (settingsBefore === undefined) delete process.env.TF_CLI_CONFIG_FILE;
  else process.env.TF_CLI_CONFIG_FILE = settingsBefore;
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a user writes into the settings of Terraform to take providers from a folder alone. */
function takeProvidersFrom(mirror: string): void {
  const file = join(folder, 'terraform.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  process.env.TF_CLI_CONFIG_FILE = file;
}

function mirrorOf(...names: string[]): string {
  const mirror = mkdtempSync(join(folder, 'mirror-'));
  names.forEach((name) => mkdirSync(join(mirror, AWS, name), { recursive: true }));
  return mirror;
}

describe('the AWS provider', () => {
  test('is taken from wherever the user has Terraform take providers', async () => {
    const mirror = process.env.TF_PLUGIN_DIR!;
    const version = providerVersion(mirror)!;
    takeProvidersFrom(mirror);

    await provider.install(version);

    expect(providerVersion(provider.mirror)).toBe(version);
  });

  test('is missed in words that say how to get it', async () => {
    takeProvidersFrom(mirrorOf());

    const message = await provider.install('5.100.0').then(
      () => 'installed',
      ({ message }: Error) => message,
    );

    expect(message).toMatch(/^Terraform cannot get release 5\.100\.0 of the AWS provider:\nError: /);
    expect(message).toMatch(/TF_PLUGIN_DIR a folder that "terraform providers mirror" has filled\.$/);
  });
});

test('the newest release in a mirror is found, packed as Terraform packs it or not', () => {
  expect(providerVersion(mirrorOf('5.99.0', '5.100.0', '5.9.0'))).toBe('5.100.0');
  expect(providerVersion(mirrorOf('index.json', 'terraform-provider-aws_6.25.0_linux_amd64.zip'))).toBe(
    '6.25.0',
  );
  expect(providerVersion(mirrorOf('index.json'))).toBeUndefined();
});
