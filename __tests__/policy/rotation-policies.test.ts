import { PolicyDocument } from '../../src/policy/policy-document';
import { DeployerPolicyProps } from '../../src/policy/generators/deployer';
import { RotationPolicies } from '../../src/policy/rotation-policies';

const PLACE = { region: 'us-east-1', accountId: '123456789012' };
const MASTER = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-master-AbCdEf';
const MANAGED = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1234-AbCdEf';
const OF_REDSHIFT = MASTER.replace('orders-master', 'redshift!warehouse-admin');
const WAREHOUSE = 'arn:aws:redshift:us-east-1:123456789012:cluster:warehouse';
const REPLICA = 'arn:aws:rds:us-east-1:123456789012:db:orders-replica';
const READERS = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ROLE = 'arn:aws:iam::123456789012:role/orders';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:rotate-orders';

const ROLE_CN = ROLE.replace('aws', 'aws-cn');
const APPLICATION =
  'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser';

const VIA_CLOUDFORMATION = {
  'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
};

const deployer = (props: Partial<DeployerPolicyProps>): PolicyDocument =>
  RotationPolicies.deployer({ ...PLACE, functionNames: ['f'], secrets: [MASTER], ...props });

const statementsOf = (policy: PolicyDocument): any[] => policy.toJson().Statement;
const bySid = (policy: PolicyDocument, sid: string): any =>
  statementsOf(policy).find(({ Sid }) => Sid === sid);
const actionsOf = (policy: PolicyDocument): string[] =>
  statementsOf(policy)
    .flatMap(({ Action }) => Action)
    .sort();

describe('the master-secret policy', () => {
  test('is byte for byte the statement of the guide for one secret', () => {
    expect(RotationPolicies.masterSecret({ masterSecretArns: [MASTER] }).toText()).toBe(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"${MASTER}"}]}`,
    );
  });

  test('matches what is not known of an ARN character by character', () => {
    const partial = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders';
    expect(statementsOf(RotationPolicies.masterSecret({ masterSecretArns: [partial] }))[0].Resource).toBe(
      `${partial}-??????`,
    );
  });

  test('takes an ARN that is a pattern already as it is', () => {
    const pattern = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-??????';
    expect(statementsOf(RotationPolicies.masterSecret({ masterSecretArns: [pattern] }))[0].Resource).toBe(
      pattern,
    );
  });

  test.each(['*', '?*', '*-??????'])('does not take any secret at all: secret:%s', (name) => {
    const masterSecretArns = [`arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`];
    expect(() => RotationPolicies.masterSecret({ masterSecretArns })).toThrow(/is not the ARN of a secret/);
  });

  test('limits a key to Secrets Manager and the secret', () => {
    const [, statement] = statementsOf(
      RotationPolicies.masterSecret({ masterSecretArns: [MASTER], kmsKeyArns: [KEY] }),
    );
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY,
      Condition: {
        StringEquals: {
          'kms:EncryptionContext:SecretARN': MASTER,
          'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
        },
      },
    });
  });

  test('matches a partial ARN in the condition of the key', () => {
    const masterSecretArns = ['arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:orders'];
    const [, { Condition }] = statementsOf(
      RotationPolicies.masterSecret({
        masterSecretArns,
        kmsKeyArns: [KEY.replace('aws:kms:us-east-1', 'aws-cn:kms:cn-north-1')],
      }),
    );
    expect(Condition).toEqual({
      StringEquals: { 'kms:ViaService': 'secretsmanager.cn-north-1.amazonaws.com.cn' },
      StringLike: { 'kms:EncryptionContext:SecretARN': `${masterSecretArns[0]}-??????` },
    });
  });

  test.each([
    ['rds!db-1234-AbCdEf', ['rds:DescribeDBInstances db:*']],
    ['rds!cluster-1234-AbCdEf', ['rds:DescribeDBClusters cluster:*']],
    ['rds!other-AbCdEf', ['rds:DescribeDBClusters cluster:*', 'rds:DescribeDBInstances db:*']],
  ])('looks up the database of %s as what its name says, and that of no other secret', (name, calls) => {
    const managed = MASTER.replace('orders-master-AbCdEf', name);
    const [, describe, ...others] = statementsOf(
      RotationPolicies.masterSecret({ masterSecretArns: [managed, MASTER] }),
    );
    expect(describe).toEqual({
      Effect: 'Allow',
      Action: 'secretsmanager:DescribeSecret',
      Resource: managed,
    });
    expect(
      others.map(({ Action, Resource }) => `${Action} ${Resource.split(':').slice(5).join(':')}`),
    ).toEqual(calls);
  });

  test('looks up a replica beside a master secret that nobody manages, and reads no tags for it', () => {
    const policy = RotationPolicies.masterSecret({
      masterSecretArns: [MASTER],
      databaseArns: [REPLICA, READERS],
    });
    expect(statementsOf(policy).slice(1)).toEqual([
      { Effect: 'Allow', Action: 'rds:DescribeDBClusters', Resource: READERS },
      { Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: REPLICA },
    ]);
  });

  test.each([
    [
      {},
      [
        'redshift-serverless:ListNamespaces',
        'redshift-serverless:ListWorkgroups',
        'redshift:DescribeClusters',
      ],
    ],
    [{ redshiftClusterArns: [WAREHOUSE] }, ['redshift:DescribeClusters']],
    [
      { redshiftServerless: true },
      ['redshift-serverless:ListNamespaces', 'redshift-serverless:ListWorkgroups'],
    ],
    [{ redshiftServerless: false }, ['redshift:DescribeClusters']],
    [
      { redshiftClusterArns: [WAREHOUSE], redshiftServerless: true },
      [
        'redshift-serverless:ListNamespaces',
        'redshift-serverless:ListWorkgroups',
        'redshift:DescribeClusters',
      ],
    ],
  ])('looks up what Redshift manages a master secret for: %j', (changes, calls) => {
    const policy = RotationPolicies.masterSecret({ masterSecretArns: [OF_REDSHIFT], ...changes });
    expect(actionsOf(policy)).toEqual([
      ...calls,
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
  });

  test('looks up the cluster of Redshift that is named, and any of the account where none is', () => {
    const resourceOf = (changes: object): unknown =>
      statementsOf(RotationPolicies.masterSecret({ masterSecretArns: [OF_REDSHIFT], ...changes })).find(
        ({ Action }) => Action === 'redshift:DescribeClusters',
      ).Resource;
    expect(resourceOf({ redshiftClusterArns: [WAREHOUSE] })).toBe(WAREHOUSE);
    expect(resourceOf({})).toBe('arn:aws:redshift:us-east-1:123456789012:cluster:*');
  });

  test('looks up the database that is named', () => {
    const databaseArns = ['arn:aws:rds:us-east-1:123456789012:db:orders'];
    const policy = RotationPolicies.masterSecret({
      masterSecretArns: ['${data.x.arn}'],
      rdsManaged: true,
      databaseArns,
    });
    expect(actionsOf(policy)).not.toContain('rds:DescribeDBClusters');
    expect(statementsOf(policy)[2].Resource).toBe(databaseArns[0]);
  });

  test.each([
    ['instance', ['rds:DescribeDBInstances']],
    ['cluster', ['rds:DescribeDBClusters']],
    [undefined, ['rds:DescribeDBClusters', 'rds:DescribeDBInstances']],
  ])('looks up a database that only Terraform knows as what it is: %s', (databaseKind, calls) => {
    const policy = RotationPolicies.masterSecret({
      masterSecretArns: ['${data.x.arn}'],
      rdsManaged: true,
      databaseArns: ['${data.y.arn}'],
      databaseKind,
    });
    expect(actionsOf(policy).filter((action) => action.startsWith('rds:'))).toEqual(calls);
  });

  test('knows no other kind of database', () => {
    const make = (): unknown =>
      RotationPolicies.masterSecret({ masterSecretArns: [MASTER], databaseKind: 'clutser' });
    expect(make).toThrow('did you mean "cluster"?');
  });

  test('reads the tags of a master secret for Amazon Redshift', () => {
    const policy = RotationPolicies.masterSecret({
      masterSecretArns: [MASTER],
      describesMasterSecrets: true,
    });
    expect(actionsOf(policy)).toEqual(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']);
  });

  test('fails with all that is wrong at once', () => {
    const call = (): unknown =>
      RotationPolicies.masterSecret({
        masterSecretArns: ['orders'],
        kmsKeyArns: ['alias/orders'],
        databaseArns: ['orders'],
      });
    expect(call).toThrow(
      /"orders" in "masterSecretArns"[^]*"alias\/orders" in "kmsKeyArns"[^]*"orders" in "databaseArns"/,
    );
  });

  test.each([
    ['no secret', { masterSecretArns: [] }, /EmptyList/],
    [
      'a key and a token without a service',
      { masterSecretArns: ['${x}'], kmsKeyArns: [KEY] },
      /ViaServiceMissing/,
    ],
    [
      'a managed secret in a place that is not known',
      { masterSecretArns: ['${x}'], rdsManaged: true },
      /DatabaseArnsMissing/,
    ],
    [
      'a secret of Redshift in a place that is not known',
      { masterSecretArns: [], redshiftManagedMasterSecretArns: ['${x}'] },
      /RedshiftDatabaseMissing/,
    ],
    [
      'a cluster of Redshift without a secret that Redshift manages',
      { masterSecretArns: [MASTER], redshiftClusterArns: [WAREHOUSE] },
      /RedshiftDatabaseIgnored/,
    ],
    [
      'a cluster of Redshift elsewhere',
      { masterSecretArns: [OF_REDSHIFT], redshiftClusterArns: [WAREHOUSE.replace('us-east', 'eu-west')] },
      /"redshiftClusterArns" is not in aws, us-east-1/,
    ],
  ])('fails for %s', (_, props, message) => {
    expect(() => RotationPolicies.masterSecret(props)).toThrow(message);
  });
});

describe('the execution policy', () => {
  test('rotates only secrets that name the function', () => {
    const policy = RotationPolicies.execution({ ...PLACE, functionName: 'rotate-orders' });
    expect(bySid(policy, 'RotateSecrets')).toEqual({
      Sid: 'RotateSecrets',
      Effect: 'Allow',
      Action: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      Resource: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:*',
      Condition: { StringEquals: { 'secretsmanager:resource/AllowRotationLambdaArn': FUNCTION } },
    });
    expect(bySid(policy, 'WriteLogs').Resource).toBe(
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/rotate-orders:*',
    );
  });

  test('touches network interfaces in a VPC only', () => {
    const outside = RotationPolicies.execution({ ...PLACE, functionName: 'f' });
    expect(actionsOf(outside).filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });

  test('has what Lambda asks of the role of a function in a VPC, and denies it to the function itself', () => {
    const policy = RotationPolicies.execution({
      ...PLACE,
      functionName: 'rotate-orders',
      subnetIds: ['subnet-0a1b2c3d4e5f60718'],
    });
    expect(bySid(policy, 'CreateNetworkInterfaces').Resource).toContain(
      'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0a1b2c3d4e5f60718',
    );
    expect(bySid(policy, 'ManageNetworkInterfaces').Resource).toBe('arn:aws:ec2:us-east-1:123456789012:*/*');
    const { Action: denied, ...deny } = bySid(policy, 'OnlyLambdaUsesNetwork');
    const allowed = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
    expect(deny).toEqual({
      Sid: 'OnlyLambdaUsesNetwork',
      Effect: 'Deny',
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': FUNCTION } },
    });
    expect(denied).toEqual(
      allowed
        .flatMap(({ Action }) => Action)
        .filter((action) => action.startsWith('ec2:'))
        .sort(),
    );
  });

  test.each([
    [{ describesMasterSecrets: true }, ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']],
    [{ databaseArns: [REPLICA] }, ['rds:DescribeDBInstances', 'secretsmanager:GetSecretValue']],
    [
      { masterSecretArns: [MANAGED] },
      ['rds:DescribeDBInstances', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    ],
    [
      { masterSecretArns: [OF_REDSHIFT], redshiftClusterArns: [WAREHOUSE] },
      ['redshift:DescribeClusters', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    ],
    [
      { masterSecretArns: undefined, managedMasterSecretArns: ['${x}'], databaseArns: [REPLICA] },
      ['rds:DescribeDBInstances', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    ],
  ])('looks up what the master secrets ask for: %j', (changes, calls) => {
    const props = { ...PLACE, functionName: 'f' };
    const without = actionsOf(RotationPolicies.execution(props));
    const policy = actionsOf(
      RotationPolicies.execution({ ...props, masterSecretArns: [MASTER], ...changes }),
    );
    without.forEach((action) => policy.splice(policy.indexOf(action), 1));
    expect(policy).toEqual(calls);
  });

  test('fails for what says nothing without a master secret, all at once', () => {
    const call = (): unknown =>
      RotationPolicies.execution({
        ...PLACE,
        functionName: 'f',
        databaseArns: [REPLICA],
        redshiftServerless: true,
        describesMasterSecrets: true,
      });
    expect(call).toThrow(
      /RedshiftDatabaseIgnored[^]*"databaseArns" says nothing[^]*"describesMasterSecrets"/,
    );
  });

  test('has the keys and master secrets that are named', () => {
    const policy = RotationPolicies.execution({
      ...PLACE,
      functionName: 'f',
      secretArns: [MASTER],
      kmsKeyArns: [KEY],
      masterSecretArns: [MASTER],
      masterSecretKmsKeyArns: [KEY],
    });
    expect(bySid(policy, 'UseSecretKeys').Condition.StringEquals['kms:EncryptionContext:SecretARN']).toBe(
      MASTER,
    );
    expect(actionsOf(policy).filter((action) => action === 'kms:Decrypt')).toHaveLength(2);
  });

  test('grants a key once, where it decrypts any secret', () => {
    const policy = RotationPolicies.execution({
      ...PLACE,
      functionName: 'f',
      kmsKeyArns: [KEY],
      masterSecretArns: [MASTER],
      masterSecretKmsKeyArns: [KEY],
    });
    expect(actionsOf(policy).filter((action) => action === 'kms:Decrypt')).toHaveLength(1);
  });

  test('trusts Lambda', () => {
    expect(RotationPolicies.executionTrust().toText()).toMatchInlineSnapshot(
      `"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"`,
    );
  });

  test('fails for an account of eleven digits and an unknown region at once', () => {
    const call = (): unknown =>
      RotationPolicies.execution({ region: 'nowhere', accountId: '12345678901', functionName: 'f' });
    expect(call).toThrow(/UnknownRegion[^]*AccountIdInvalid/);
  });
});

describe('the other policies', () => {
  test('let Secrets Manager invoke the function for this account, and no source ARN shuts out other secrets', () => {
    const [statement] = statementsOf(RotationPolicies.invoke({ ...PLACE, functionName: 'rotate-orders' }));
    expect(statement).toEqual({
      Sid: 'SecretsManagerInvokesRotationFunction',
      Effect: 'Allow',
      Principal: { Service: 'secretsmanager.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION,
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    });
  });

  test('limit the function to one secret where that is wanted', () => {
    const [{ Condition }] = statementsOf(
      RotationPolicies.invoke({ ...PLACE, functionName: 'f', secretArn: MASTER }),
    );
    expect(Condition.ArnEquals).toEqual({ 'aws:SourceArn': MASTER });
  });

  test('give a key to function and readers through Secrets Manager only', () => {
    const policy = RotationPolicies.kmsKey({
      ...PLACE,
      secretArns: [MASTER],
      functionRoleArns: [ROLE],
      readerArns: [ROLE],
      writerArns: [ROLE],
    });
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual([
      'AccountDecides',
      'SecretIsWritten',
      'FunctionRotates',
      'ReadersRead',
    ]);
    expect(bySid(policy, 'ReadersRead').Action).toBe('kms:Decrypt');
    expect(bySid(policy, 'FunctionRotates').Condition.StringEquals).toEqual({
      'kms:EncryptionContext:SecretARN': MASTER,
      'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
    });
  });

  test('let who creates a secret try the key before there is one', () => {
    const policy = RotationPolicies.kmsKey({ ...PLACE, secretArns: [MASTER], writerArns: [ROLE] });
    expect(bySid(policy, 'SecretIsWritten').Condition.StringEquals).toEqual({
      'kms:EncryptionContext:SecretARN': ['RequestToValidateKeyAccess', MASTER],
      'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
    });
  });

  test('match what is not known of a secret’s ARN, in whatever policy it stands', () => {
    const partial = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders';
    const execution = RotationPolicies.execution({ ...PLACE, functionName: 'f', secretArns: [partial] });
    const invoke = RotationPolicies.invoke({ ...PLACE, functionName: 'f', secretArn: partial });
    expect(bySid(execution, 'RotateSecrets').Resource).toBe(`${partial}-??????`);
    expect(statementsOf(invoke)[0].Condition.ArnEquals).toEqual({ 'aws:SourceArn': `${partial}-??????` });
  });

  test.each([
    [
      { secretArns: [MASTER.replace('us-east-1', 'eu-west-1')] },
      '"secretArns" is not in aws, us-east-1, 123456789012',
    ],
    [{ secretArns: [MASTER.replace('123456789012', '111122223333')] }, '"secretArns" is not in'],
    [{ kmsKeyArns: [KEY.replace('us-east-1', 'eu-west-1')] }, '"kmsKeyArns" is not in aws, us-east-1'],
    [{ partition: 'aws-cn' }, 'is not in the partition "aws-cn"'],
    [{ partition: 'awz' }, '"awz" is not allowed; did you mean "aws"?'],
    [{ masterSecretKmsKeyArns: [KEY] }, '"masterSecretKmsKeyArns" says nothing without "masterSecretArns"'],
  ])('fail for what is elsewhere: %j', (changes, message) => {
    expect(() => RotationPolicies.execution({ ...PLACE, functionName: 'f', ...changes })).toThrow(message);
  });

  test.each([
    [{ kmsKeyArns: [KEY.replace('us-east-1', 'eu-west-1')] }, '"kmsKeyArns" is not in aws, us-east-1'],
    [{ kmsKeyArns: [KEY.replace('aws', 'aws-cn')] }, '"kmsKeyArns" is not in aws, us-east-1'],
    [
      { masterSecretArns: [MASTER, MASTER.replace('us-east-1', 'us-west-2')] },
      '"masterSecretArns" is not in aws, us-east-1',
    ],
    [
      { masterSecretArns: [MANAGED], databaseArns: ['arn:aws:rds:eu-west-1:123456789012:db:orders'] },
      '"databaseArns" is not in aws, us-east-1',
    ],
  ])('fail for what a function does not reach from its region: %j', (changes, message) => {
    expect(() => RotationPolicies.masterSecret({ masterSecretArns: [MASTER], ...changes })).toThrow(message);
  });

  test.each([
    ['the secret', () => RotationPolicies.secret({ functionArn: FUNCTION, readerArns: [ROLE_CN] })],
    ['the secret', () => RotationPolicies.secret({ readerArns: [ROLE_CN], administratorArns: [ROLE] })],
    ['the key', () => RotationPolicies.kmsKey({ ...PLACE, functionRoleArns: [ROLE_CN] })],
    ['the key', () => RotationPolicies.kmsKey({ ...PLACE, readerArns: [ROLE_CN] })],
    ['the key', () => RotationPolicies.kmsKey({ ...PLACE, writerArns: [ROLE_CN] })],
    ['the deployer', () => deployer({ applicationArns: [APPLICATION.replace('aws', 'aws-us-gov')] })],
  ])('of %s fail for another partition', (_, produce) => {
    expect(produce).toThrow(/is not in aws(-cn)?, as the rest of the policy is/);
  });

  test('of the deployer fail for an empty list of VPCs, and for the account that is often mistyped', () => {
    const applicationArns = [APPLICATION.replace('297356227824', '297356227924')];
    expect(() => deployer({ vpcIds: [] })).toThrow('EmptyList');
    expect(() => deployer({ applicationArns })).toThrow('RepositoryAccountMistyped');
  });

  test('know the host of Secrets Manager in a region of another partition that only Terraform knows', () => {
    const place = { ...PLACE, region: '${data.aws_region.here.id}', partition: 'aws-cn' };
    const policy = RotationPolicies.execution({
      ...place,
      functionName: 'f',
      kmsKeyArns: [KEY.replace('aws', 'aws-cn')],
    });
    expect(bySid(policy, 'UseSecretKeys').Condition.StringEquals['kms:ViaService']).toBe(
      'secretsmanager.${data.aws_region.here.id}.amazonaws.com.cn',
    );
  });

  test('let the account read secrets of other accounts through the endpoint', () => {
    const secret = 'arn:aws:secretsmanager:us-east-1:444455556666:secret:superuser-AbCdEf';
    const policy = RotationPolicies.endpoint({ ...PLACE, otherAccountSecretArns: [secret] });
    expect(policy.toJson().Statement).toContainEqual({
      Sid: 'AccountReadsSecretsOfOthers',
      Effect: 'Allow',
      Principal: '*',
      Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      Resource: secret,
      Condition: { StringEquals: { 'aws:PrincipalAccount': PLACE.accountId } },
    });
    expect(() => RotationPolicies.endpoint({ ...PLACE, otherAccountSecretArns: [] })).toThrow(
      /otherAccountSecretArns/,
    );
    expect(() => RotationPolicies.endpoint({ ...PLACE, otherAccountSecretArns: ['x'] })).toThrow(
      /"x" in "otherAccountSecretArns" is not the ARN of a secret/,
    );
  });

  test('open the endpoint to the principals of the account', () => {
    const policy = RotationPolicies.endpoint(PLACE);
    statementsOf(policy).forEach(({ Condition }) =>
      expect(Condition).toEqual({ StringEquals: { 'aws:PrincipalAccount': '123456789012' } }),
    );
    expect(actionsOf(RotationPolicies.endpoint({ ...PLACE, allowsReaders: false }))).not.toContain(
      'secretsmanager:BatchGetSecretValue',
    );
  });

  test('deny deletion of the secret, and other rotation functions', () => {
    const policy = RotationPolicies.secret({
      functionArn: FUNCTION,
      readerArns: [ROLE],
      administratorArns: [ROLE],
    });
    expect(bySid(policy, 'NobodyDeletes').Condition).toEqual({ ArnNotEquals: { 'aws:PrincipalArn': ROLE } });
    expect(bySid(policy, 'OnlyAdministratorsChangePolicy')).toMatchObject({
      Effect: 'Deny',
      Action: ['secretsmanager:DeleteResourcePolicy', 'secretsmanager:PutResourcePolicy'],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': ROLE } },
    });
    expect(bySid(policy, 'NoOtherFunctionRotates').Condition).toEqual({
      ArnNotEquals: { 'secretsmanager:RotationLambdaARN': FUNCTION },
      Null: { 'secretsmanager:RotationLambdaARN': 'false' },
    });
    expect(statementsOf(RotationPolicies.secret({})).map(({ Sid }) => Sid)).toEqual(['NobodyDeletes']);
  });

  test('name a role of whose name a part is known by its account and what it is like', () => {
    const pattern = 'arn:aws:iam::123456789012:role/serverlessrepo-orders-*';
    const secret = RotationPolicies.secret({ readerArns: [ROLE, pattern], administratorArns: [pattern] });
    const key = RotationPolicies.kmsKey({ ...PLACE, secretArns: [MASTER], functionRoleArns: [pattern] });
    const byName = {
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Condition: { ArnLike: { 'aws:PrincipalArn': pattern } },
    };
    expect(bySid(secret, 'ReadersRead').Principal).toEqual({ AWS: ROLE });
    expect(bySid(secret, 'ReadersReadByName')).toMatchObject(byName);
    expect(bySid(secret, 'NobodyDeletes').Condition).toEqual({ ArnNotLike: { 'aws:PrincipalArn': pattern } });
    expect(bySid(key, 'FunctionRotatesByName')).toMatchObject(byName);
    expect(bySid(key, 'FunctionRotatesByName').Condition.StringEquals).toHaveProperty('kms:ViaService');
  });

  test('say what the invocation is limited to', () => {
    const reasonOf = (changes: object): string =>
      RotationPolicies.invoke({ ...PLACE, functionName: 'f', ...changes }).statements[0].reason;
    expect(reasonOf({})).toMatch(/for secrets of this account only; a source ARN would shut out all/);
    expect(reasonOf({ secretArn: MASTER })).toMatch(/for this secret of this account only: Lambda refuses/);
  });

  test('let an operator rotate with the function and the schedule that are set, and with no other', () => {
    const policy = RotationPolicies.operations({
      ...PLACE,
      secrets: ['orders'],
      functionNames: ['rotate-orders'],
    });
    expect(bySid(policy, 'RotateNow')).toMatchObject({
      Action: 'secretsmanager:RotateSecret',
      Condition: {
        ArnEqualsIfExists: { 'secretsmanager:RotationLambdaARN': FUNCTION },
        BoolIfExists: { 'secretsmanager:ModifyRotationRules': 'false' },
      },
    });
  });

  test('let an operator rotate each secret with its own function, where it is said which that is', () => {
    const policy = RotationPolicies.operations({
      ...PLACE,
      functionNames: ['one', 'two', 'three'],
      secrets: ['orders', 'billing'],
      secretsByFunction: { one: ['orders'], two: ['billing'], three: [] },
    });
    const rotating = statementsOf(policy).filter(({ Action }) => Action === 'secretsmanager:RotateSecret');
    expect(
      rotating.map(({ Sid, Resource, Condition }) => [
        Sid,
        Resource,
        Condition.ArnEqualsIfExists['secretsmanager:RotationLambdaARN'],
      ]),
    ).toEqual(
      [
        ['RotateNow', 'orders', 'one'],
        ['RotateNow2', 'billing', 'two'],
      ].map(([sid, secret, name]) => [
        sid,
        `arn:aws:secretsmanager:us-east-1:123456789012:secret:${secret}-??????`,
        `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
      ]),
    );
  });

  test.each([
    ['operations', RotationPolicies.operations],
    ['deployer', RotationPolicies.deployer],
  ])(
    'fail in %s where functions and secrets that belong together are not those that are there',
    (_, make) => {
      const props = { ...PLACE, functionNames: ['one'], secrets: ['orders', 'billing'] };
      expect(() => make({ ...props, secretsByFunction: { two: ['orders', 'stock'] } })).toThrow(
        new RegExp(
          [
            '"two" in "secretsByFunction" does not stand in "functionNames"; name it there, or mend it .InputOfNone',
            '"stock" in "secretsByFunction" does not stand in "secrets"; name it there, or mend it .InputOfNone',
            '"billing" in "secrets" has no function; name it in "secretsByFunction" under .*SecretOfNoFunction',
          ].join('[^]*'),
        ),
      );
    },
  );

  test('let an operator rotate now and read no value', () => {
    const policy = RotationPolicies.operations({
      ...PLACE,
      secrets: ['production/orders-master', MASTER],
      functionNames: ['f'],
    });
    expect(actionsOf(policy)).toEqual(
      expect.arrayContaining(['secretsmanager:RotateSecret', 'lambda:InvokeFunction']),
    );
    expect(actionsOf(policy)).not.toContain('secretsmanager:GetSecretValue');
    expect(bySid(policy, 'RotateNow').Resource).toContain(
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-master-??????',
    );
  });

  test('have a reason for each statement', () => {
    const policies = [
      RotationPolicies.masterSecret({ masterSecretArns: [MANAGED], kmsKeyArns: [KEY] }),
      RotationPolicies.execution({ ...PLACE, functionName: 'f', inVpc: true, kmsKeyArns: [KEY] }),
      RotationPolicies.operations({ ...PLACE, secrets: ['orders'], functionNames: ['f'] }),
      RotationPolicies.deployer({
        ...PLACE,
        secrets: ['orders'],
        functionNames: ['f'],
        vpcIds: ['vpc-0a1b2c3d4e5f60718'],
      }),
    ];
    policies.flatMap(({ statements }) => statements).forEach(({ reason }) => expect(reason).not.toBe(''));
  });

  test('take tokens for all that Terraform knows', () => {
    const place = {
      region: '${data.aws_region.here.id}',
      accountId: '${data.aws_caller_identity.me.account_id}',
    };
    expect(() => RotationPolicies.invoke({ ...place, functionName: '${x}' })).toThrow(/PartitionMissing/);
    const [{ Resource }] = statementsOf(
      RotationPolicies.invoke({ ...place, partition: 'aws', functionName: '${x}' }),
    );
    expect(Resource).toBe(`arn:aws:lambda:${place.region}:${place.accountId}:function:\${x}`);
  });
});

describe('the deployer policy', () => {
  const props = { ...PLACE, functionNames: ['SecretsManagerOrders'], secrets: ['orders'] };

  test('has nothing of a network where nothing is made in one', () => {
    expect(actionsOf(RotationPolicies.deployer(props)).filter((action) => action.startsWith('ec2:'))).toEqual(
      [],
    );
  });

  test('attaches only the two policies of a function in a VPC, and passes the role to Lambda only', () => {
    const policy = RotationPolicies.deployer(props);
    expect(bySid(policy, 'AttachBasicPolicies').Condition.ArnEquals['iam:PolicyARN']).toHaveLength(2);
    expect(bySid(policy, 'PassRole').Condition).toEqual({
      ...VIA_CLOUDFORMATION,
      StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    });
  });

  test('names the publisher of the partition', () => {
    const policy = RotationPolicies.deployer({ ...props, region: 'cn-north-1' });
    expect(bySid(policy, 'ReadApplication').Resource).toBe(
      'arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/SecretsManager*',
    );
  });

  test('looks up the function as Terraform does', () => {
    expect(actionsOf(RotationPolicies.deployer(props))).toContain('lambda:ListVersionsByFunction');
  });

  test('makes endpoints for the services that are named, and for Secrets Manager where none is', () => {
    const conditionOf = (changes: object): unknown =>
      bySid(
        RotationPolicies.deployer({ ...props, vpcIds: ['vpc-0a1b2c3d'], ...changes }),
        'CreateEndpointOfService',
      ).Condition;
    expect(conditionOf({})).toEqual({ StringLike: { 'ec2:VpceServiceName': '*.us-east-1.secretsmanager' } });
    expect(conditionOf({ endpointServices: ['secretsmanager', 'rds'] })).toEqual({
      StringLike: { 'ec2:VpceServiceName': ['*.us-east-1.rds', '*.us-east-1.secretsmanager'] },
    });
  });

  test.each([
    ['${TfToken[TOKEN.7]}', undefined, 'serverlessrepo-*-SecretsManager*'],
    ['Sec-${var.a_long_name}-orders', undefined, 'serverlessrepo-Sec-*-SecretsManager*'],
    ['SecretsManagerOrders', undefined, 'serverlessrepo-SecretsMa*-SecretsManager*'],
    ['SecretsManagerOrders', [APPLICATION], 'serverlessrepo-SecretsMa*-SecretsManagerRDSMySQLRo*'],
    ['orders-db', [APPLICATION], 'serverlessrepo-orders-db-SecretsManagerRDSMySQLRo*'],
    ['orders-dbs', [APPLICATION], 'serverlessrepo-orders-db*-SecretsManagerRDSMySQLRo*'],
    ['orders', [APPLICATION.replace('SecretsManagerRDSMySQL', 'Own')], 'serverlessrepo-orders-*'],
  ])('names the role of %s by what is known of it and of %s', (functionName, applicationArns, role) => {
    const policy = RotationPolicies.deployer({ ...props, functionNames: [functionName], applicationArns });
    expect(bySid(policy, 'PassRole').Resource).toBe(`arn:aws:iam::123456789012:role/${role}`);
  });

  test('names the roles that are given', () => {
    const policy = RotationPolicies.deployer({ ...props, roleNames: ['rotate-orders'] });
    expect(bySid(policy, 'PassRole').Resource).toBe('arn:aws:iam::123456789012:role/rotate-orders');
  });

  test('lets the repository alone make a change set, and CloudFormation alone change code, trust and role', () => {
    const policy = RotationPolicies.deployer(props);
    const statementsWith = (action: string): any[] =>
      statementsOf(policy).filter(({ Action }) => [Action].flat().includes(action));
    expect(statementsWith('cloudformation:CreateChangeSet').map(({ Condition }) => Condition)).toEqual([
      { Bool: { 'aws:ViaAWSService': 'true' } },
    ]);
    [
      'iam:CreateRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:AttachRolePolicy',
      'iam:PassRole',
      'lambda:CreateFunction',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ].forEach((action) =>
      expect(statementsWith(action).map(({ Condition }) => Condition)).toEqual([
        expect.objectContaining(VIA_CLOUDFORMATION),
      ]),
    );
  });

  test('lets nobody but Secrets Manager invoke the function, and turns rotation on with this function only', () => {
    const policy = RotationPolicies.deployer(props);
    expect(bySid(policy, 'AllowInvocation').Condition).toEqual({
      StringEquals: { 'lambda:Principal': 'secretsmanager.amazonaws.com' },
    });
    expect(bySid(policy, 'TurnRotationOn').Condition).toEqual({
      ArnEquals: {
        'secretsmanager:RotationLambdaARN':
          'arn:aws:lambda:us-east-1:123456789012:function:SecretsManagerOrders',
      },
    });
  });

  test('turns each rotation on with its own function, where it is said which that is', () => {
    const policy = RotationPolicies.deployer({
      ...PLACE,
      functionNames: ['one', 'two'],
      secrets: ['orders', 'billing', 'stock'],
      secretsByFunction: { one: ['orders'], two: ['billing', 'stock'] },
    });
    const pairs = statementsOf(policy)
      .filter(({ Action }) => Action === 'secretsmanager:RotateSecret')
      .map(({ Sid, Resource, Condition }) => [
        Sid,
        [Resource].flat().map((arn: string) => /secret:(\w+)-/.exec(arn)![1]),
        Condition.ArnEquals['secretsmanager:RotationLambdaARN'].split(':').pop(),
      ]);
    expect(pairs).toEqual([
      ['TurnRotationOn', ['orders'], 'one'],
      ['TurnRotationOn2', ['billing', 'stock'], 'two'],
    ]);
  });

  test('gives an endpoint its private DNS, in the VPC that is named', () => {
    const policy = RotationPolicies.deployer({ ...props, vpcIds: ['vpc-0a1b2c3d'] });
    expect(bySid(policy, 'NameEndpoint')).toMatchObject({
      Action: 'route53:AssociateVPCWithHostedZone',
      Condition: { StringLikeIfExists: { 'route53:VPCs': 'VPCId=vpc-0a1b2c3d,VPCRegion=us-east-1' } },
    });
  });

  test('bounds every role that is made or widened, and no other statement', () => {
    const permissionsBoundaryArn = 'arn:aws:iam::123456789012:policy/boundary';
    const policy = RotationPolicies.deployer({ ...props, permissionsBoundaryArn });
    const isBounded = ({ Condition = {} }: any): boolean =>
      Condition.StringEquals?.['iam:PermissionsBoundary'] === permissionsBoundaryArn;
    const widening = [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DetachRolePolicy',
      'iam:DeleteRolePolicy',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
    ];
    const [bounded, others] = [true, false].map((wanted) =>
      statementsOf(policy)
        .filter((statement) => isBounded(statement) === wanted)
        .flatMap(({ Action }) => Action),
    );
    expect([...new Set(bounded)].sort()).toEqual([...widening].sort());
    expect(others.filter((action) => widening.includes(action))).toEqual(['iam:DeleteRolePolicy']);
  });

  test('reaches a state that is encrypted and locked in a table, and nothing else with key and table', () => {
    const policy = RotationPolicies.deployer({
      ...props,
      stateObject: 'state/rotation.tfstate',
      stateRegion: 'eu-west-1',
      stateKmsKeyArn: KEY.replace('us-east-1', 'eu-west-1'),
      stateLockTable: 'locks',
    });
    expect(bySid(policy, 'UseStateKey').Condition.StringEquals).toEqual({
      'kms:EncryptionContext:aws:s3:arn': [
        'arn:aws:s3:::state',
        'arn:aws:s3:::state/rotation.tfstate',
        'arn:aws:s3:::state/rotation.tfstate.tflock',
      ],
      'kms:ViaService': 's3.eu-west-1.amazonaws.com',
    });
    expect(bySid(policy, 'LockStateInTable')).toMatchObject({
      Resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/locks',
      Condition: {
        'ForAllValues:StringEquals': {
          'dynamodb:LeadingKeys': ['state/rotation.tfstate', 'state/rotation.tfstate-md5'],
        },
      },
    });
    expect(bySid(policy, 'SeeStateTable').Action).toBe('dynamodb:DescribeTable');
  });

  test.each([
    [{ stateKmsKeyArn: KEY }, /"stateKmsKeyArn" says nothing without "stateObject"/],
    [{ stateLockTable: 'locks' }, /"stateLockTable" says nothing without "stateObject"/],
    [{ stateObject: 'state/key', stateRegion: 'cn-north-1' }, /PartitionDiffers/],
    [{ stateObject: 'state/key', stateKmsKeyArn: KEY.replace('aws', 'aws-cn') }, /InputElsewhere/],
    [{ permissionsBoundaryArn: 'boundary' }, /is not the ARN of a managed policy/],
    [{ roleNames: ['a b'] }, /is not a role's name/],
  ])('fails for %j', (changes, message) => {
    expect(() => RotationPolicies.deployer({ ...props, ...changes })).toThrow(message);
  });

  test('keeps the state where it is', () => {
    const policy = RotationPolicies.deployer({ ...props, stateObject: 'state/rotation.tfstate' });
    expect(bySid(policy, 'ReadState').Resource).toBe('arn:aws:s3:::state/rotation.tfstate');
    expect(bySid(policy, 'ListState').Resource).toBe('arn:aws:s3:::state');
  });

  test('fails for a type that nobody knows the calls of', () => {
    expect(() => RotationPolicies.deployer({ ...props, resourceTypes: ['aws_lambda_permision'] })).toThrow(
      /"aws_lambda_permision"; did you mean "aws_lambda_permission"/,
    );
  });
});
