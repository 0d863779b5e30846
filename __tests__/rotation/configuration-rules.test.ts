import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { RotationApplication } from '../../src/catalogue';
import { RotationStrategy } from '../../src/catalogue/rotation-strategy';
import { rules } from '../../src/config/data/rules.json';
import { SecretRotationError } from '../../src/problem';
import { RedshiftWarehouse } from '../../src/rotation/redshift-warehouse';
import { OwnRotationFunction, OwnRotationFunctionProps } from '../../src/rotation/own-rotation-function';
import { RotationFunction, RotationFunctionProps } from '../../src/rotation/rotation-function';
import { RotationFunctionCode } from '../../src/rotation/rotation-function-code';
import { RotationNetwork, VpcRotationNetworkProps } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import {
  DATABASE_GROUP,
  ENDPOINT,
  KEY_ARN,
  MASTER_ARN,
  OTHER_GROUP,
  SECRET_ARN,
  SUBNETS,
  VPC,
} from '../support/examples';
import { newStack } from '../support/synthesised';

const FOLDER = mkdtempSync(join(tmpdir(), 'configuration-rules-'));

const ZIP = join(FOLDER, 'rotate.zip');

writeFileSync(ZIP, 'PK\u0005\u0006'.padEnd(22, '\0'), 'latin1');

afterAll(() => rmSync(FOLDER, { recursive: true }));

type Build = (stack: TerraformStack) => unknown;

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';

const OTHER_REGION = (arn: string): string => arn.replace('us-east-1', 'eu-west-1');

function network(
  stack: TerraformStack,
  props: Partial<VpcRotationNetworkProps> = {},
  id = 'Network',
): RotationNetwork {
  return RotationNetwork.vpc(stack, id, {
    vpcId: VPC,
    subnetIds: SUBNETS,
    databaseSecurityGroupIds: [DATABASE_GROUP],
    ...props,
  });
}

function rotation(
  stack: TerraformStack,
  props: Partial<SecretRotationProps> = {},
  id = 'Orders',
): SecretRotation {
  return new SecretRotation(stack, id, {
    secret: SECRET_ARN,
    application: RotationApplication.MYSQL_SINGLE_USER,
    schedule: RotationSchedule.everyDays(7),
    ...props,
  });
}

function multi(props: Partial<SecretRotationProps>): Build {
  const usual = { application: RotationApplication.MYSQL_MULTI_USER, masterSecret: MASTER_ARN };
  return (stack) => rotation(stack, { ...usual, ...props });
}

const single =
  (props: Partial<SecretRotationProps>): Build =>
  (stack) =>
    rotation(stack, props);

const inNetwork =
  (props: Partial<VpcRotationNetworkProps>): Build =>
  (stack) =>
    rotation(stack, { network: network(stack, props) });

function own(props: Partial<OwnRotationFunctionProps>): Build {
  return (stack) =>
    new OwnRotationFunction(stack, 'Function', {
      code: RotationFunctionCode.zip(ZIP),
      handler: 'main.handler',
      runtime: 'python3.13',
      functionName: 'rotate',
      ...props,
    });
}

const tuned =
  (props: Partial<RotationFunctionProps>): Build =>
  (stack) =>
    new RotationFunction(stack, 'Function', { application: RotationApplication.MYSQL_SINGLE_USER, ...props });

/** Two networks of one VPC, in two stacks or in one. */
const inTwo =
  (one: Partial<VpcRotationNetworkProps>, other: Partial<VpcRotationNetworkProps>, isApart = true): Build =>
  (stack) => {
    const second = isApart ? new TerraformStack(stack.node.root, 'other') : stack;
    if (isApart) new AwsProvider(second, 'Aws', { region: 'us-east-1' });
    rotation(stack, { network: network(stack, one) });
    rotation(second, { secret: 'items', network: network(second, other, 'OtherNetwork') }, 'Items');
  };

const schedule =
  (make: () => RotationSchedule): Build =>
  () =>
    make();

/** What the library says of what the rule refuses. The code is the rule's own unless another one is given. */
const REFUSED: Readonly<Record<string, readonly (readonly [Build, code?: string])[]>> = {
  WrongType: [
    [single({ schedule: { everyDays: 7 } as never })],
    [single({ schedule: undefined })],
    [single({ schedule: 'weekly' as never })],
    [single({ application: 'mysql' as never })],
    [single({ network: 'private' as never })],
    [single({ secret: undefined })],
    [single({ secret: 7 as never })],
    [
      single({
        application: undefined,
        rotationFunction: 'arn:aws:lambda:us-east-1:111122223333:function:x' as never,
      }),
    ],
    [
      multi({
        application: RotationApplication.REDSHIFT_MULTI_USER,
        redshiftWarehouse: 'serverless' as never,
      }),
    ],
    [inNetwork({ subnetIds: SUBNETS[0] as never })],
    [inNetwork({ secretsManagerEndpoint: ENDPOINT as never })],
    [(stack) => new SecretRotation(stack, 'Orders', undefined as never)],
  ],
  WrongForm: [
    [inNetwork({ vpcId: 'vpc-xyz' }), 'InputMalformed'],
    [inNetwork({ vpcId: '*' }), 'InputMalformed'],
    [inNetwork({ subnetIds: [VPC] }), 'InputMalformed'],
    [inNetwork({ endpointSubnetIds: ['a'] }), 'InputMalformed'],
    [inNetwork({ databaseSecurityGroupIds: ['a'] }), 'InputMalformed'],
    [inNetwork({ functionSecurityGroupIds: ['a'] }), 'InputMalformed'],
    [(stack) => RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance: 'a--b' }), 'InputMalformed'],
    [(stack) => RotationNetwork.ofDbCluster(stack, 'Network', { dbCluster: '1a' }), 'InputMalformed'],
    [(stack) => new SecretsManagerEndpoint(stack, 'E', { vpcId: 'a', subnetIds: SUBNETS }), 'InputMalformed'],
    [(stack) => new SecretsManagerEndpoint(stack, 'E', { vpcId: VPC, subnetIds: ['a'] }), 'InputMalformed'],
    [(stack) => SecretsManagerEndpoint.fromId(stack, 'E', { vpcEndpointId: 'a' }), 'InputMalformed'],
    [
      (stack) => SecretsManagerEndpoint.fromId(stack, 'E', { vpcEndpointId: ENDPOINT, securityGroupId: 'a' }),
      'InputMalformed',
    ],
    [single({ secret: 'a b' }), 'InputMalformed'],
    [single({ kmsKeyArn: 'alias/x' }), 'InputMalformed'],
    [single({ applicationVersion: 'latest' }), 'ApplicationVersionInvalid'],
    [schedule(() => RotationSchedule.rate('soon'))],
    [schedule(() => RotationSchedule.everyDays(7, { window: '2 h' }))],
  ],
  OutOfRange: [
    [schedule(() => RotationSchedule.everyDays(0))],
    [schedule(() => RotationSchedule.everyDays(7, { window: '25h' }))],
    [(stack) => rotation(stack, { network: network(stack), port: 0 }), 'PortInvalid'],
    [inNetwork({ subnetIds: Array.from({ length: 17 }, (_, index) => `subnet-0a1b2c${10 + index}`) })],
  ],
  DuplicateItem: [
    [inNetwork({ subnetIds: [SUBNETS[0], SUBNETS[0]] })],
    [inNetwork({ databaseSecurityGroupIds: [DATABASE_GROUP, DATABASE_GROUP] })],
  ],
  EmptyList: [
    [inNetwork({ subnetIds: [] })],
    [inNetwork({ endpointSubnetIds: [] })],
    [inNetwork({ databaseSecurityGroupIds: [] })],
    [inNetwork({ functionSecurityGroupIds: [] })],
  ],
  ArnOfAnotherKind: [
    [single({ secret: KEY_ARN.replace('us-east-1', 'us-east-1') }), 'InputMalformed'],
    [single({ kmsKeyArn: SECRET_ARN }), 'InputMalformed'],
    [single({ secret: '${aws_kms_key.main.arn}' }), 'ReferenceOfAnotherKind'],
    [single({ kmsKeyArn: '${aws_kms_key.main.key_id}' }), 'ReferenceOfAnotherKind'],
    [inNetwork({ vpcId: '${aws_subnet.main.id}' }), 'ReferenceOfAnotherKind'],
    [inNetwork({ databaseSecurityGroupIds: ['${data.aws_vpc.main.id}'] }), 'ReferenceOfAnotherKind'],
  ],
  ArnIncomplete: [[single({ secret: 'arn:aws:secretsmanager:us-east-1:1:secret:x' }), 'InputMalformed']],
  ArnElsewhere: [
    [single({ secret: OTHER_REGION(SECRET_ARN) })],
    [single({ kmsKeyArn: OTHER_REGION(KEY_ARN) })],
    [multi({ masterSecret: OTHER_REGION(MASTER_ARN) })],
    [multi({ masterSecretKmsKeyArn: OTHER_REGION(KEY_ARN) })],
  ],
  MasterSecretInOtherAccount: [[multi({ masterSecret: MASTER_ARN.replace('111122223333', '444455556666') })]],
  SecretRotatedTwice: [
    [(stack) => [rotation(stack), rotation(stack, {}, 'Again')]],
    [(stack) => [rotation(stack), rotation(stack, { secret: 'production/orders' }, 'Again')]],
    [
      (stack) =>
        ['One', 'Other'].map((id) =>
          rotation(stack, { secret: '${aws_secretsmanager_secret.orders.arn}' }, id),
        ),
    ],
    [
      (stack) => {
        const other = new TerraformStack(stack.node.root, 'other');
        new AwsProvider(other, 'Aws', { region: 'us-east-1' });
        return [rotation(stack), rotation(other)];
      },
    ],
  ],
  NamesCollide: [
    [
      (stack) =>
        ['orders', 'items'].map((secret) => rotation(stack, { secret, functionName: 'rotate' }, secret)),
      'FunctionNameTaken',
    ],
  ],
  FipsUnavailable: [
    [
      (stack) => {
        const settings = { region: 'eu-west-1', alias: 'fips', useFipsEndpoint: true };
        const provider = new AwsProvider(stack, 'Fips', settings);
        return rotation(stack, { secret: 'production/orders', provider });
      },
    ],
  ],
  EndpointCreatedTwice: [[inTwo({}, {})]],
  EndpointCutsOff: [
    [inTwo({ internetAccess: true }, {})],
    [inTwo({}, { internetAccess: true })],
    [inTwo({ internetAccess: true }, {}, false), 'EndpointAfterInternet'],
  ],
  EndpointSubnetsDiffer: [
    [inTwo({ endpointSubnetIds: [SUBNETS[0]] }, { endpointSubnetIds: [SUBNETS[1]] }, false)],
  ],
  RuleMadeTwice: [
    [
      inTwo(
        { functionSecurityGroupIds: [OTHER_GROUP], internetAccess: true },
        { functionSecurityGroupIds: [OTHER_GROUP], internetAccess: true },
      ),
    ],
  ],
  NoWayToDatabase: [[inNetwork({ databaseSecurityGroupIds: undefined })]],
  SecurityGroupsTooMany: [
    [
      inNetwork({
        functionSecurityGroupIds: Array.from({ length: 6 }, (_, index) => `sg-0a1b2c${10 + index}`),
      }),
    ],
  ],
  MasterSecretsTooMany: [
    [
      (stack) => {
        const rotationFunction = new RotationFunction(stack, 'Function', {
          application: RotationApplication.MYSQL_MULTI_USER,
        });
        Array.from({ length: 105 }, (_, index) =>
          rotationFunction.grantMasterSecret(`production/orders-${index}-master`),
        );
      },
      'InlinePoliciesTooLarge',
    ],
  ],
  EngineNotLookedUp: [
    [
      (stack) =>
        rotation(stack, {
          application: RotationApplication.REDSHIFT_SINGLE_USER,
          network: RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance: 'orders' }),
        }),
    ],
  ],
  MasterSecretMissing: [[multi({ masterSecret: undefined })]],
  MasterSecretNotTaken: [[single({ masterSecret: MASTER_ARN })]],
  ManagedSecretNamed: [
    [single({ secret: 'rds!db-1' })],
    [multi({ masterSecret: 'rds!db-1' })],
    [single({ secret: '${aws_db_instance.main.master_user_secret[0].secret_arn}' })],
    [multi({ masterSecret: '${aws_rds_cluster.main.master_user_secret[0].secret_arn}' })],
    [multi({ masterSecret: '${data.aws_rds_cluster.main.master_user_secret[0].secret_arn}' })],
  ],
  RedshiftWarehouseMissing: [
    [multi({ application: RotationApplication.REDSHIFT_MULTI_USER, masterSecret: 'redshift!a' })],
    [
      multi({
        application: RotationApplication.REDSHIFT_MULTI_USER,
        masterSecret: '${aws_redshift_cluster.main.master_password_secret_arn}',
      }),
      'ManagedSecretNamed',
    ],
  ],
  RedshiftWarehouseNotUsed: [[multi({ redshiftWarehouse: RedshiftWarehouse.serverless() })]],
  SecretIsItsOwnMaster: [
    [multi({ masterSecret: SECRET_ARN })],
    [
      multi({
        secret: '${aws_secretsmanager_secret.orders.arn}',
        masterSecret: '${aws_secretsmanager_secret.orders.id}',
      }),
    ],
  ],
  KeyWithoutMasterSecret: [[single({ masterSecretKmsKeyArn: KEY_ARN }), 'InputIgnored']],
  ManagedMasterSecretNeedsLookUp: [[multi({ masterSecret: undefined, managedMasterSecret: true })]],
  ManagedMasterSecretNotUsed: [
    [
      (stack) =>
        rotation(stack, {
          application: RotationApplication.ORACLE_MULTI_USER,
          managedMasterSecret: true,
          network: RotationNetwork.ofDbCluster(stack, 'Network', { dbCluster: 'orders' }),
        }),
    ],
  ],
  UnknownRegion: [[single({})]],
  UnsupportedPartition: [[single({})]],
  RateTooShort: [[schedule(() => RotationSchedule.rate('3 hours'))]],
  CronFieldCount: [[schedule(() => RotationSchedule.cron('0 4 * *'))]],
  CronWrapped: [[schedule(() => RotationSchedule.cron('cron(0 4 ? * SUN *)'))]],
  CronMinuteNotZero: [[schedule(() => RotationSchedule.cron('5 4 ? * SUN *'))]],
  CronDayAmbiguous: [[schedule(() => RotationSchedule.cron('0 4 * * SUN *'))]],
  CronYearNotEvery: [[schedule(() => RotationSchedule.cron('0 4 ? * SUN 2027'))]],
  CronFieldWrong: [[schedule(() => RotationSchedule.cron('0 25 ? * SUN *'))]],
  CronNever: [[schedule(() => RotationSchedule.cron('0 4 31 2 ? *'))]],
  CronTooOften: [[schedule(() => RotationSchedule.cron('0 0/2 ? * SUN *'))]],
  WindowTooLong: [[schedule(() => RotationSchedule.cron('0 22 ? * SUN *', { window: '5h' }))]],
  ComplianceOutOfRange: [[schedule(() => RotationSchedule.forCompliance(1, RotationStrategy.SINGLE_USER))]],
  ExcludedUnprintable: [[single({ excludeCharacters: 'ä' })]],
  ExcludedWholeClass: [[single({ excludeCharacters: '0123456789' })]],
  StackNameMissing: [[tuned({ functionName: 'rotate_orders' })], [tuned({ functionName: '1-rotate' })]],
  ParameterIsOurs: [[tuned({ parameters: { endpoint: 'x' } })]],
  EnvironmentNameIsOurs: [[own({ environment: { PASSWORD_LENGTH: '40' } })]],
  EnvironmentNameReserved: [[own({ environment: { AWS_REGION: 'x' } })]],
  EnvironmentNameInvalid: [[own({ environment: { 'LOG-LEVEL': 'x' } })]],
  PackageSettingMissing: [[own({ handler: undefined })], [own({ runtime: undefined })]],
  ImageSettingIgnored: [[own({ code: RotationFunctionCode.image('x:1') })]],
  PasswordTooShort: [[own({ password: { length: 3 } })]],
  PortMissing: [
    [
      (stack) => {
        const rotationFunction = RotationFunction.fromFunctionArn(stack, 'Function', {
          functionArn: FUNCTION_ARN,
          network: network(stack),
        });
        return rotation(stack, { application: undefined, rotationFunction });
      },
    ],
  ],
  ExcludedLacks: [[single({ application: RotationApplication.ORACLE_SINGLE_USER, excludeCharacters: '/@' })]],
};

const NO_FILE = 'a program is no file of the configuration’s form';
const A_WARNING = 'it is a warning: what the rule tells of is allowed, and a program says it on purpose';
const OWN_STATE = 'the stacks of a program, their names and backends are the program’s own';

/** Why the library cannot say what the configuration does. */
const NOT_SAID: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'FileNotReadable',
      'FileTooLarge',
      'EncodingWrong',
      'NestedTooDeeply',
      'NotYaml',
      'EmptyFile',
      'MoreFindings',
      'TagNotRead',
      'MergeKey',
      'VariableNotExpanded',
      'DuplicateKey',
      'UnknownKey',
      'NameMissing',
      'MissingKey',
      'EmptyMapping',
      'StackInTwoFiles',
      'DefaultUnused',
    ].map((id) => [id, NO_FILE]),
  ),
  ExpressionNotEvaluated: 'a program may use expressions, which is what it is for',
  AccountsDiffer:
    'the role and the accounts are settings of the program’s own provider, which Terraform holds to them',
  NotAllowed: 'what is one of a few is a member of a class, and the compiler knows them',
  ScheduleAmbiguous: 'a schedule is made by one of four methods',
  AliasTaken:
    'a construct has no alias: its id is chosen in the program, and CDKTF moves the state to another one',
  DatabaseOfTwoEngines: 'the plan says it before anything is made: see EngineDiffers',
  NetworkUnknown: 'a network is given as an object, not by its name',
  NetworkUnused: 'a construct that nothing uses is what it is in every program',
  NameReserved: 'names of constructs are the program’s own, and those of secrets take any word',
  StateShared: OWN_STATE,
  StackNamesAlike: OWN_STATE,
  MasterSecretNeedsPolicies: 'it is a warning there too: see the test of a master secret of another account',
  SecretArnAmbiguous: A_WARNING,
  RegionWithoutRepository: A_WARNING,
  EndpointSubnetsUnused: A_WARNING,
  PortWithoutNetwork: A_WARNING,
  ManagedMasterSecretMisspelt: 'managedMasterSecret is a prop, not a word',
  ExcludedLooksLikePreset: 'the lists are members of ExcludeCharacters, not words',
  ParameterUnknown: A_WARNING,
  FunctionUnused: 'a construct that nothing uses is what it is in every program',
  FunctionUnknown: 'a function is given as an object, not by its name',
  FunctionContradicted:
    'a rotation with a function takes no setting of one: see SecretRotation fails when settings are given beside it',
  FunctionSettingFixed: 'a rotation with a function takes no setting of one',
  FunctionShared: 'a program shares a function by giving it to several rotations, and on purpose',
  ApplicationUnknown: 'an application is a member of RotationApplication, or a custom one',
  ApplicationVersionMissing:
    'it says so as well: see RotationFunction fails when an application has no version',
  ApplicationArnMalformed: 'it says so as well, as InputMalformed: see the tests of custom applications',
  ExistingFunctionElsewhere: 'it says so as well: see the tests of functions that exist',
  PasswordWithoutCharacters: 'it says so as well: see the tests of functions of one’s own',
  RuntimeEnds: A_WARNING,
  RotationsShareHour: A_WARNING,
  AvailabilityNeedsTwoUsers: 'a program says nothing of availability',
  TooManyRotations: A_WARNING,
  RulesTooMany: A_WARNING,
  EndpointsTooMany: A_WARNING,
  StacksTooMany: A_WARNING,
  RolesTooMany: A_WARNING,
  FunctionPolicyTooLarge: 'who else adds statements to a function is known where all stacks are',
};

/** Rules of the region need another one than us-east-1. */
const REGIONS: Readonly<Record<string, string>> = {
  UnknownRegion: 'moon',
  UnsupportedPartition: 'us-iso-east-1',
};

function codesIn(text: string): string[] {
  return Array.from(text.matchAll(/\((\w+)\)/g), ([, code]) => code);
}

function codesOf(rule: string, build: Build): string[] {
  const isOfRegion = rule in REGIONS;
  try {
    const stack = newStack(() => undefined, REGIONS[rule] ?? 'us-east-1');
    if (isOfRegion) rotation(stack, { secret: 'production/orders' });
    else build(stack);
    Testing.synth(stack, true);
    const messages = stack.node.root.node.findAll().flatMap(({ node }) => node.validate());
    return codesIn(messages.join());
  } catch (error) {
    if (error instanceof SecretRotationError) return error.problems.map(({ code }) => code);
    return codesIn(String(error));
  }
}

describe('whatever the configuration refuses, the library refuses', () => {
  const cases = Object.entries(REFUSED).flatMap(([rule, builds]) =>
    builds.map(([build, code = rule], index) => ({ rule, number: index + 1, build, code })),
  );

  test.each(cases)('$rule, case $number', ({ rule, build, code }) => {
    expect(codesOf(rule, build)).toContain(code);
  });

  test('or it is written here why it cannot, rule by rule', () => {
    const said = [...Object.keys(REFUSED), ...Object.keys(NOT_SAID)];

    expect(said.sort()).toEqual([...new Set(rules.map(({ id }) => id))].sort());
  });
});

describe('what the library takes although it looks like what it refuses', () => {
  test.each<[string, Build]>([
    [
      'what several elements of one construct rotate',
      (stack) => ['One', 'Other'].map((id) => rotation(stack, { secret: '${each.value}' }, id)),
    ],
    ['a secret’s id, which is its ARN', single({ secret: '${aws_secretsmanager_secret.orders.id}' })],
    [
      'the ARN that a version of a secret has',
      single({ secret: '${aws_secretsmanager_secret_version.orders.arn}' }),
    ],
    ['a key that a module has', single({ kmsKeyArn: '${module.keys.arn}' })],
    ['a subnet’s VPC', inNetwork({ vpcId: '${aws_subnet.main.vpc_id}' })],
    [
      'one of several resources',
      inNetwork({ subnetIds: ['${aws_subnet.main[0].id}', '${aws_subnet.main["b"].id}'] }),
    ],
    [
      'the names of secrets in two stacks, which may be in two accounts',
      (stack) => {
        const other = new TerraformStack(stack.node.root, 'other');
        new AwsProvider(other, 'Aws', { region: 'us-east-1' });
        return [rotation(stack, { secret: 'orders' }), rotation(other, { secret: 'orders' })];
      },
    ],
    [
      'the managed secret of a Redshift cluster with what it belongs to',
      multi({
        application: RotationApplication.REDSHIFT_MULTI_USER,
        masterSecret: '${aws_redshift_cluster.main.master_password_secret_arn}',
        redshiftWarehouse: RedshiftWarehouse.cluster('orders'),
      }),
    ],
    [
      'an endpoint that another stack makes and hands on',
      (stack) => {
        const other = new TerraformStack(stack.node.root, 'other');
        new AwsProvider(other, 'Aws', { region: 'us-east-1' });
        const secretsManagerEndpoint = network(stack).secretsManagerEndpoint;
        return rotation(other, { network: network(other, { secretsManagerEndpoint }) });
      },
    ],
  ])('%s', (_, build) => {
    expect(codesOf('', build)).toEqual([]);
  });
});
