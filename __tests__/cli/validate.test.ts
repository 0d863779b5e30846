import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from '../../src/cli/run';
import { planTable } from '../../src/cli/plan-table';
import { parseConfig } from '../../src/config';
import { fileInRoot, ROOT } from '../support/examples';

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function call(...args: string[]): Promise<Outcome> {
  const printed = { out: '', err: '' };
  const status = await run(args, {
    input: 0,
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
  });
  return { status, ...printed };
}

const IDLE_NETWORK = `    networks:
      idle: { vpcId: vpc-0a1b2c3d4e5f60719, subnetIds: [subnet-0a1b2c3d4e5f60720], functionSecurityGroupIds: [sg-0a1b2c3d4e5f60718], secretsManagerEndpoint: none }
`;

const RIGHT = join(ROOT, 'rotation.yaml');

describe('secret-rotation validate', () => {
  test('shows what a right configuration would make', async () => {
    const { status, out, err } = await call('validate', RIGHT);

    expect(status).toBe(0);
    expect(err).toContain('0 errors, 0 warnings');
    expect(out).toMatch(/^ROTATION .*\nproduction\/orders .*\n$/);
  });

  test('shows function, application and version, network, grants, schedule and the next date', () => {
    const { config } = parseConfig(fileInRoot('rotation.yaml'));

    expect(planTable(config!, false, new Date('2026-11-23T12:00:00Z'))).toMatchInlineSnapshot(`
"ROTATION           SECRET             FUNCTION                                            APPLICATION                                      NETWORK  GRANTS                         SCHEDULE      NEXT DATE (UTC)
production/orders  production/orders  SecretsManager-production-mysql-multi-user-private  SecretsManagerRDSMySQLRotationMultiUser 1.1.671  private  read production/orders-master  every 7 days  2026-11-30 00:00
"
`);
  });

  test('shows the next dates when it is told to explain', () => {
    const { config } = parseConfig(
      fileInRoot('rotation.yaml').replace('{ everyDays: 7 }', '{ cron: "0 4 ? * SUN *", window: 2h }'),
    );

    expect(planTable(config!, true, new Date('2026-11-23T12:00:00Z'))).toMatchInlineSnapshot(`
"ROTATION           SECRET             FUNCTION                                            APPLICATION                                      NETWORK  GRANTS                         SCHEDULE                        NEXT DATE (UTC)
production/orders  production/orders  SecretsManager-production-mysql-multi-user-private  SecretsManagerRDSMySQLRotationMultiUser 1.1.671  private  read production/orders-master  cron(0 4 ? * SUN *), window 2h  2026-11-29 04:00

ROTATION           NEXT 5 DATES (UTC)
production/orders  2026-11-29 04:00, 2026-12-06 04:00, 2026-12-13 04:00, 2026-12-20 04:00, 2026-12-27 04:00
"
`);
  });

  test.each([
    ['{ rate: 12 hours }', '2026-11-24 00:30', '2026-11-24 12:00, 2026-11-25 00:00'],
    ['{ rate: 2 days }', '2026-11-24 00:30', '2026-11-26 00:00, 2026-11-28 00:00'],
    ['{ complianceDays: 90 }', '2026-11-24 00:30', '2027-01-08 00:00'],
  ])('counts the dates of %s from a rotation now', (schedule, now, dates) => {
    const { config } = parseConfig(fileInRoot('rotation.yaml').replace('{ everyDays: 7 }', schedule));

    expect(planTable(config!, true, new Date(`${now}Z`))).toContain(dates);
  });

  test('tells all that the role is given', () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890';
    const { config } = parseConfig(`
      version: 1
      stacks:
        production:
          region: us-east-1
          networks: { db: { lookup: { dbInstance: orders } } }
          rotations:
            managed:
              engine: mysql
              strategy: multi-user
              secret: orders
              masterSecret: rds-managed
              masterSecretKmsKeyArn: ${key}aa
              kmsKeyArn: ${key}bb
              network: db
              schedule: { everyDays: 1 }
            warehouse:
              engine: redshift
              strategy: multi-user
              secret: warehouse
              masterSecret: warehouse-admin
              schedule: { cron: '0 4 ? * SUN *' }
            single: { engine: mysql, strategy: single-user, secret: items, schedule: { rate: 1 day } }
    `);

    expect(planTable(config!, true, new Date('2026-11-23T12:00:00Z'))).toMatchInlineSnapshot(`
"ROTATION              SECRET     FUNCTION                                                APPLICATION                                       NETWORK  GRANTS                                                                                                                                                                          SCHEDULE             NEXT DATE (UTC)
production/managed    orders     SecretsManager-production-mysql-multi-user-db-38620fcf  SecretsManagerRDSMySQLRotationMultiUser 1.1.671   db       read and describe rds-managed, describe its database, decrypt with key/1234abcd-12ab-34cd-56ef-1234567890aa, encrypt and decrypt with key/1234abcd-12ab-34cd-56ef-1234567890bb  every 1 day          2026-11-24 00:00
production/warehouse  warehouse  SecretsManager-production-redshift-multi-user           SecretsManagerRedshiftRotationMultiUser 1.1.671   none     read and describe warehouse-admin                                                                                                                                               cron(0 4 ? * SUN *)  2026-11-29 04:00
production/single     items      SecretsManager-production-mysql-single-user             SecretsManagerRDSMySQLRotationSingleUser 1.1.671  none     none                                                                                                                                                                            rate(1 day)          2026-11-24 00:00

ROTATION              NEXT 5 DATES (UTC)
production/managed    2026-11-24 00:00, 2026-11-25 00:00, 2026-11-26 00:00, 2026-11-27 00:00, 2026-11-28 00:00
production/warehouse  2026-11-29 04:00, 2026-12-06 04:00, 2026-12-13 04:00, 2026-12-20 04:00, 2026-12-27 04:00
production/single     2026-11-24 00:00, 2026-11-25 00:00, 2026-11-26 00:00, 2026-11-27 00:00, 2026-11-28 00:00
"
`);
  });

  test('prints findings with file, line and column, and no table, for a wrong configuration', async () => {
    const { status, out, err } = await call('validate', join(ROOT, 'package.json'));

    expect(status).toBe(1);
    expect(out).toMatch(/package\.json:2:3 error UnknownKey/);
    expect(out).not.toContain('ROTATION ');
    expect(err).toMatch(/^.*package\.json: \d+ errors, 0 warnings.*\n$/);
  });

  test('puts what is only a warning above the table', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'validate-')), 'rotation.yaml');
    writeFileSync(file, fileInRoot('rotation.yaml').replace('    networks:\n', IDLE_NETWORK));
    const { status, out, err } = await call('validate', file);

    expect(status).toBe(0);
    expect(out).toMatch(/^.*warning [^]*\n\nROTATION /);
    expect(err).toContain('0 errors, 1 warning');
  });

  test('tells a workflow of GitHub where each finding is', async () => {
    const file = join(ROOT, 'package.json');
    const { status, out } = await call('validate', file, '--format', 'github');

    expect(status).toBe(1);
    expect(out).toContain(`::error file=${file},line=2,col=3,title=UnknownKey::name: `);
  });

  test('explains its rules in SARIF', async () => {
    const { out } = await call('validate', join(ROOT, 'package.json'), '--format', 'sarif');
    const [{ tool, results }] = JSON.parse(out).runs;

    expect(tool.driver.rules.map(({ id }: any) => id)).toContain('UnknownKey');
    const regions = results.map(({ locations: [{ physicalLocation }] }: any) => physicalLocation.region);
    expect(regions).toContainEqual({ startLine: 2, startColumn: 3 });
  });

  test('prints the findings as JSON and nothing else', async () => {
    const { status, out, err } = await call('validate', join(ROOT, 'package.json'), '--json');

    expect(status).toBe(1);
    expect(err).toBe('');
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ rule: 'UnknownKey', severity: 'error', path: 'name', line: 2, column: 3 }),
    );
  });

  test('ends with status 2 when the file cannot be read', async () => {
    const { status, out, err } = await call('validate', join(ROOT, 'none.yaml'));

    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('there is no such file');
  });
});

describe('secret-rotation applications', () => {
  test('prints a line for each application of the catalogue', async () => {
    const { status, out } = await call('applications');
    const lines = out.split('\n\n')[0].split('\n');

    expect(status).toBe(0);
    expect(lines).toHaveLength(18);
    expect(lines.find((line) => line.includes('RDSDb2RotationSingleUser'))).toMatch(
      /^db2 +single-user +SecretsManagerRDSDb2RotationSingleUser +50000 +required +1\.1\.271 +1\.1\.242 +1\.1\.222$/,
    );
  });

  test('prints the runtime of each version once, and its end, as far as they are known', async () => {
    const { out } = await call('applications');
    const [, ...lines] = out.trimEnd().split('\n\n')[1].split('\n');
    const versions = lines.map((line) => line.split(/ +/)[0]);

    expect(new Set(versions).size).toBe(versions.length);
    expect(lines).toContainEqual(
      expect.stringMatching(/^1\.1\.671 +all but db2 +aws +python3\.12 +2028-10-31$/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^1\.1\.440 +all but db2 +aws-cn +not known +not known$/),
    );
  });

  test('prints the same as JSON', async () => {
    const { out } = await call('applications', '--json');
    const { applications } = JSON.parse(
      readFileSync(join(ROOT, 'src', 'catalogue', 'applications.json'), 'utf8'),
    );

    expect(JSON.parse(out).map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(applications.map(({ name }: { name: string }) => name)),
    );
    expect(JSON.parse(out)[0].runtimes.aws).toMatchObject({ name: 'python3.12', ends: '2028-10-31' });
  });
});
