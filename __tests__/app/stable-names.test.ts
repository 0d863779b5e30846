import { Testing } from 'cdktf';
import { RotationStack } from '../../src/app/rotation-stack';
import { parseConfig, RotationEntry, StackConfig } from '../../src/config';
import { TODAY } from '../support/configuration';

const FLEET = `version: 1
defaults:
  region: us-east-1
  schedule: { everyDays: 30 }
  vpcId: vpc-0a1b2c3d
  databaseSecurityGroupIds: [sg-0a1b2c3d, sg-0a1b2c3e]
stacks:
  production:
    defaults: { network: private, engine: mysql, strategy: multi-user, masterSecret: superuser }
    networks:
      private: { subnetIds: [subnet-0a1b2c3d] }
      groups: { subnetIds: [subnet-0a1b2c3e], functionSecurityGroupIds: [sg-0a1b2c30] }
      looked-up: { vpcId: vpc-0a1b2c3e, subnetIds: [subnet-0a1b2c3f], secretsManagerEndpoint: none }
      of-database: { lookup: { dbInstance: orders } }
    rotations:
      billing: { network: groups }
      catalog: { network: groups, engine: postgres }
      delivery: { network: groups, engine: mariadb, port: 5432 }
      invoices: { excludeCharacters: '/@"' }
      items: { excludeCharacters: '/@"' }
      orders: { network: of-database }
      parts: { strategy: single-user, isolation: dedicated }
      prices: { strategy: single-user }
      reports: { network: looked-up, engine: postgres, port: 6432 }
      stock: { network: none, strategy: single-user, engine: postgres }
      tax: { masterSecret: other-superuser }
`;

const { production } = parseConfig(FLEET, TODAY).config!.stacks;

type Rotations = StackConfig['rotations'];

/** The Terraform of a stack with other rotations or networks: for each address what stands there. */
function synthesised(changes: Partial<StackConfig> = {}): Record<string, unknown> {
  const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
  const json = JSON.parse(Testing.synth(new RotationStack(app, 'production', { ...production, ...changes })));
  const entries = Object.entries<object>({ ...json.resource }).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, one]) => [`${type}.${name}`, { ...one, '//': undefined }]),
  );
  return Object.fromEntries(entries);
}

function reversed<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).reverse());
}

function without(name: string): Rotations {
  return Object.fromEntries(Object.entries(production.rotations).filter(([one]) => one !== name));
}

/** Only Terraform's own bookkeeping, the list of what a function reads, and what waits for it know of all rotations. */
const OF_ALL = /^(terraform_data|aws_iam_role_policy)\./;

/** The addresses of what is not in both, or not the same. */
function differences(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  const addresses = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return addresses
    .filter(
      (address) => !OF_ALL.test(address) && JSON.stringify(one[address]) !== JSON.stringify(other[address]),
    )
    .sort();
}

describe('the names of a fleet keep still', () => {
  const before = synthesised();

  test('when the rotations and networks stand in another order, and so does everything else', () => {
    const after = synthesised({
      rotations: reversed(production.rotations),
      networks: reversed(production.networks!),
    });

    expect(after).toEqual(before);
  });

  test.each(Object.keys(production.rotations))('when %s is taken out, or comes in', (name) => {
    const after = synthesised({ rotations: without(name) });
    const gone = differences(before, after);

    expect(gone.filter((address) => address in after)).toEqual([]);
    expect(gone.filter((address) => address.startsWith('aws_secretsmanager_secret_rotation.'))).toHaveLength(
      1,
    );
  });

  test.each(['aaa', 'mmm', 'zzz'])('when a rotation called %s comes in', (name) => {
    const rotations: Rotations = {
      [name]: { ...production.rotations.tax, secret: name },
      ...production.rotations,
    };

    expect(differences(before, synthesised({ rotations }))).toEqual([
      expect.stringMatching(/^aws_secretsmanager_secret_rotation\.Rotations_/),
    ]);
  });

  test('when a rotation is renamed that shares its function', () => {
    const rotations: Rotations = { ...without('prices'), zebra: production.rotations.prices };

    expect(synthesised({ rotations })).toEqual(before);
  });

  test('when a rotation with a function of its own is renamed and says so', () => {
    const rotations: Rotations = {
      ...without('parts'),
      zebra: { ...production.rotations.parts, aliases: ['parts'] },
    };

    expect(synthesised({ rotations })).toEqual(before);
    expect(
      differences(
        before,
        synthesised({ rotations: { ...without('parts'), zebra: production.rotations.parts } }),
      ),
    ).not.toEqual([]);
  });

  test.each(Object.keys(production.networks!))('when the network %s is renamed and says so', (name) => {
    const rename = (network: string | undefined): string | undefined =>
      network === name ? 'aardvark' : network;
    const { [name]: renamed, ...networks } = production.networks!;
    const rotations = Object.fromEntries(
      Object.entries<RotationEntry>(production.rotations).map(([id, one]) => [
        id,
        { ...one, network: rename(one.network) },
      ]),
    );
    const after = synthesised({
      rotations,
      networks: { ...networks, aardvark: { ...renamed, aliases: [name, 'between'] } },
    });

    expect(after).toEqual(before);
  });
});
