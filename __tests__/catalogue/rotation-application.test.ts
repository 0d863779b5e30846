import { RotationApplication, RotationStrategy } from '../../src/catalogue';
import { findApplication } from '../../src/catalogue/find-application';

const ENGINES = ['mysql', 'mariadb', 'postgres', 'oracle', 'sqlserver', 'db2', 'mongodb', 'redshift'];
const STRATEGIES = [RotationStrategy.SINGLE_USER, RotationStrategy.MULTI_USER];
const DATABASES = ENGINES.flatMap((engine) => STRATEGIES.map((strategy) => [engine, strategy] as const));

describe('RotationApplication', () => {
  test.each(DATABASES)('has an application for %s, %s', (engine, strategy) => {
    const application = findApplication(engine, strategy);

    expect(application).toMatchObject({ engine, strategy });
    expect(Object.keys(application!.versions)).toEqual(['aws', 'aws-cn', 'aws-us-gov']);
  });

  test('has an ARN of each partition’s publisher', () => {
    expect(RotationApplication.POSTGRES_SINGLE_USER.arns).toEqual({
      aws: 'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser',
      'aws-cn':
        'arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/SecretsManagerRDSPostgreSQLRotationSingleUser',
      'aws-us-gov':
        'arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications/SecretsManagerRDSPostgreSQLRotationSingleUser',
    });
  });

  test.each([
    ['MYSQL_MULTI_USER', { aws: '1.1.671', 'aws-cn': '1.1.440', 'aws-us-gov': '1.1.383' }],
    ['MARIADB_SINGLE_USER', { aws: '1.1.670', 'aws-cn': '1.1.442', 'aws-us-gov': '1.1.383' }],
    ['ORACLE_SINGLE_USER', { aws: '1.1.671', 'aws-cn': '1.1.441', 'aws-us-gov': '1.1.382' }],
    ['DB2_SINGLE_USER', { aws: '1.1.271', 'aws-cn': '1.1.242', 'aws-us-gov': '1.1.222' }],
    ['DB2_MULTI_USER', { aws: '1.1.272', 'aws-cn': '1.1.240', 'aws-us-gov': '1.1.223' }],
  ] as const)('pins the published versions of %s', (member, versions) => {
    expect(RotationApplication[member].versions).toEqual(versions);
  });

  test.each([
    ['mysql', 3306],
    ['mariadb', 3306],
    ['postgres', 5432],
    ['oracle', 1521],
    ['sqlserver', 1433],
    ['db2', 50000],
    ['mongodb', 27017],
    ['redshift', 5439],
  ])('knows the usual port of %s', (engine, port) => {
    expect(STRATEGIES.map((strategy) => findApplication(engine, strategy)?.defaultPort)).toEqual([
      port,
      port,
    ]);
  });

  test('needs a master secret for all multi-user applications, and for single-user Db2', () => {
    const needing = DATABASES.filter(
      ([engine, strategy]) => findApplication(engine, strategy)?.requiresMasterSecret,
    );

    expect(needing).toEqual(
      DATABASES.filter(([engine, strategy]) => strategy === RotationStrategy.MULTI_USER || engine === 'db2'),
    );
  });

  test('takes the master secret’s parameters only where the application has them', () => {
    expect(RotationApplication.MYSQL_SINGLE_USER.parameterNames).not.toContain('masterSecretArn');
    expect(RotationApplication.MYSQL_MULTI_USER.parameterNames).toEqual(
      expect.arrayContaining(['endpoint', 'functionName', 'masterSecretArn', 'masterSecretKmsKeyArn']),
    );
  });

  test('has the generic template, without a version and with a master secret at will', () => {
    expect(RotationApplication.ROTATION_TEMPLATE).toMatchObject({
      name: 'SecretsManagerRotationTemplate',
      takesMasterSecret: true,
      requiresMasterSecret: false,
      versions: {},
    });
  });

  test('takes an application of one’s own', () => {
    const application = RotationApplication.custom({
      applicationArn: 'arn:aws:serverlessrepo:eu-west-1:111122223333:applications/OwnRotation',
      applicationVersion: '0.4.0',
      defaultPort: 9042,
      requiresMasterSecret: true,
    });

    expect(application).toMatchObject({
      name: 'OwnRotation',
      defaultPort: 9042,
      requiresMasterSecret: true,
      takesMasterSecret: true,
    });
    expect(application.arns.aws).toBe(
      'arn:aws:serverlessrepo:eu-west-1:111122223333:applications/OwnRotation',
    );
    expect(application.versions.aws).toBe('0.4.0');
  });

  test('finds no application for an unknown engine', () => {
    expect(findApplication('cassandra', RotationStrategy.SINGLE_USER)).toBeUndefined();
  });
});
