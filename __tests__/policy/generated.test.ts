import * as fc from 'fast-check';
import { PARTITIONS } from '../../src/catalogue';
import { PolicyDocument } from '../../src/policy/policy-document';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { RotationPolicies } from '../../src/policy/rotation-policies';

/** A region of each partition. */
const REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

const characters = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEXADECIMAL = '0123456789abcdef';

const some = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: 4 });
const optional = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(item, { nil: undefined });

/** What the generators take, in one partition. */
function inputs(partition: string) {
  const region = REGIONS[partition];
  const accountId = fc.constant('123456789012');
  const functionName = characters(`${LETTERS}${DIGITS}-_`, 1, 64);
  const name = characters(`${LETTERS}${DIGITS}/_+=.@-`, 1, 60);
  const identifier = characters(HEXADECIMAL, 1, 12).map((id) => `d${id}`);
  const suffix = characters(`${LETTERS}${DIGITS}`, 6, 6);
  const arn = (service: string, resource: fc.Arbitrary<string>, place = region): fc.Arbitrary<string> =>
    fc
      .tuple(accountId, resource)
      .map(([account, end]) => `arn:${partition}:${service}:${place}:${account}:${end}`);
  const secretName = fc.tuple(
    fc.constantFrom('', 'rds!', 'rds!db-', 'rds!cluster-', 'redshift!'),
    name,
    optional(suffix),
  );
  const secretArn = arn(
    'secretsmanager',
    secretName.map(([prefix, one, six]) => `secret:${prefix}${one}${six === undefined ? '' : `-${six}`}`),
  );
  return {
    place: accountId.map((id) => ({ region, accountId: id })),
    functionName,
    secretArn,
    secret: fc.oneof(name, secretArn),
    keyArn: arn(
      'kms',
      characters(`${HEXADECIMAL}-`, 1, 36).map((id) => `key/${id}`),
    ),
    functionArn: arn(
      'lambda',
      functionName.map((one) => `function:${one}`),
    ),
    principalArn: arn(
      'iam',
      fc
        .tuple(characters(LETTERS, 1, 30), fc.constantFrom('', '*', '*-orders'))
        .map(([one, end]) => `role/${one}${end}`),
      '',
    ),
    databases: {
      rdsManaged: optional(fc.boolean()),
      describesMasterSecrets: optional(fc.boolean()),
      databaseArns: optional(
        some(
          arn(
            'rds',
            identifier.map((one) => `${one.length % 2 ? 'db' : 'cluster'}:${one}`),
          ),
        ),
      ),
      redshiftClusterArns: optional(
        some(
          arn(
            'redshift',
            identifier.map((one) => `cluster:${one}`),
          ),
        ),
      ),
      redshiftServerless: optional(fc.boolean()),
    },
    vpcId: characters(HEXADECIMAL, 17, 17).map((id) => `vpc-${id}`),
    subnetId: characters(HEXADECIMAL, 17, 17).map((id) => `subnet-${id}`),
    securityGroupId: characters(HEXADECIMAL, 17, 17).map((id) => `sg-${id}`),
  };
}

/** A role of one sort, which is of no other. */
const called = (sort: string, arn: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  arn.map((text) => text.replace('role/', `role/${sort}-`));

interface MasterSecrets {
  readonly masterSecretArns: readonly string[];
  readonly redshiftClusterArns?: readonly string[];
  readonly redshiftServerless?: boolean;
}

/** What is said of Redshift says something with a master secret of its only. */
function saysSomething({
  masterSecretArns,
  redshiftClusterArns,
  redshiftServerless,
}: MasterSecrets): boolean {
  return (
    masterSecretArns.some((arn) => arn.includes(':redshift!')) ||
    (redshiftClusterArns ?? redshiftServerless) === undefined
  );
}

interface Sample {
  readonly policy: PolicyDocument;
  readonly type: PolicyType;
}

type Kind = (partition: string) => fc.Arbitrary<Sample>;

const of =
  (type: PolicyType) =>
  (policy: PolicyDocument): Sample => ({ policy, type });

const KINDS: Readonly<Record<string, Kind>> = {
  'master-secret': (partition) => {
    const { secretArn, keyArn } = inputs(partition);
    return fc
      .record({
        masterSecretArns: some(secretArn),
        kmsKeyArns: optional(some(keyArn)),
        ...inputs(partition).databases,
      })
      .filter(saysSomething)
      .map(RotationPolicies.masterSecret)
      .map(of(PolicyType.IDENTITY));
  },
  execution: (partition) => {
    const { place, functionName, secretArn, keyArn, subnetId, securityGroupId } = inputs(partition);
    const rest = fc.record({
      functionName,
      secretArns: optional(some(secretArn)),
      kmsKeyArns: optional(some(keyArn)),
      inVpc: optional(fc.boolean()),
      subnetIds: optional(some(subnetId)),
      securityGroupIds: optional(some(securityGroupId)),
    });
    const master = fc.record({
      masterSecretArns: some(secretArn),
      masterSecretKmsKeyArns: optional(some(keyArn)),
      ...inputs(partition).databases,
    });
    return fc
      .tuple(place, rest, optional(master.filter(saysSomething)))
      .map(([one, other, ofMaster]) => RotationPolicies.execution({ ...one, ...other, ...ofMaster }))
      .map(of(PolicyType.IDENTITY));
  },
  'execution-trust': () => fc.constant(RotationPolicies.executionTrust()).map(of(PolicyType.TRUST)),
  invoke: (partition) => {
    const { place, functionName, secretArn } = inputs(partition);
    return fc
      .tuple(place, functionName, optional(secretArn))
      .map(([one, name, arn]) => RotationPolicies.invoke({ ...one, functionName: name, secretArn: arn }))
      .map(of(PolicyType.RESOURCE));
  },
  'kms-key': (partition) => {
    const { place, secretArn, principalArn } = inputs(partition);
    const rest = fc.record({
      secretArns: optional(some(secretArn)),
      functionRoleArns: optional(some(called('function', principalArn))),
      readerArns: optional(some(called('reader', principalArn))),
      writerArns: optional(some(called('writer', principalArn))),
    });
    return fc
      .tuple(place, rest)
      .map(([one, other]) => RotationPolicies.kmsKey({ ...one, ...other }))
      .map(of(PolicyType.KMS_KEY));
  },
  endpoint: (partition) => {
    const { place, secretArn } = inputs(partition);
    const elsewhere = secretArn.map((arn) => arn.replace('123456789012', '444455556666'));
    return fc
      .tuple(place, optional(fc.boolean()), optional(some(fc.oneof(secretArn, elsewhere))))
      .map(([one, allowsReaders, otherAccountSecretArns]) =>
        RotationPolicies.endpoint({ ...one, allowsReaders, otherAccountSecretArns }),
      )
      .map(of(PolicyType.ENDPOINT));
  },
  secret: (partition) => {
    const { functionArn, principalArn } = inputs(partition);
    return fc
      .record({
        functionArn: optional(functionArn),
        readerArns: optional(some(principalArn)),
        administratorArns: optional(some(principalArn)),
      })
      .map(RotationPolicies.secret)
      .map(of(PolicyType.RESOURCE));
  },
  deployer: (partition) => {
    const { place, functionName, secret, vpcId, keyArn } = inputs(partition);
    const rest = fc.record({
      functionNames: fc.array(functionName, { minLength: 1, maxLength: 2 }),
      secrets: fc.array(secret, { minLength: 1, maxLength: 2 }),
      vpcIds: optional(fc.array(vpcId, { minLength: 1, maxLength: 1 })),
      permissionsBoundaryArn: optional(fc.constant(`arn:${partition}:iam::123456789012:policy/boundary`)),
      roleNames: optional(fc.constantFrom<string[]>(['serverlessrepo-orders-*'])),
    });
    const state = fc.record({
      stateObject: fc.constant('state/rotation/production.tfstate'),
      stateKmsKeyArn: optional(keyArn),
      stateLockTable: optional(fc.constant('locks')),
    });
    return fc
      .tuple(place, rest, optional(state))
      .map(([one, other, ofState]) => RotationPolicies.deployer({ ...one, ...other, ...ofState }))
      .map(of(PolicyType.IDENTITY));
  },
  operator: (partition) => {
    const { place, functionName, secret } = inputs(partition);
    return fc
      .tuple(place, some(secret), some(functionName))
      .map(([one, secrets, functionNames]) => RotationPolicies.operations({ ...one, secrets, functionNames }))
      .map(of(PolicyType.IDENTITY));
  },
};

/** What another statement of a policy allows as well, on all of the resources and under no further condition. */
function redundantIn(policy: PolicyDocument): string[] {
  const allowing: any[] = policy.toJson().Statement.filter(({ Effect }: any) => Effect === 'Allow');
  const conditionsOf = ({ Condition = {} }: any): string[] =>
    Object.entries<any>(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key, values])),
    );
  const isWider = (one: any, other: any): boolean =>
    one !== other &&
    JSON.stringify(one.Principal) === JSON.stringify(other.Principal) &&
    [other.Resource].flat().every((resource) => [one.Resource].flat().includes(resource)) &&
    conditionsOf(one).every((condition) => conditionsOf(other).includes(condition));
  return allowing.flatMap((statement) => {
    const wider = allowing.filter((one) => isWider(one, statement)).flatMap(({ Action }) => Action);
    return [statement.Action].flat().filter((action) => wider.includes(action));
  });
}

test('there is a region of every partition', () => {
  expect(Object.keys(REGIONS).sort()).toEqual(PARTITIONS.map(({ name }) => name).sort());
});

describe.each(Object.keys(KINDS))('a generated %s policy', (kind) => {
  test.each(Object.keys(REGIONS))('passes check-policy with no finding in %s', (partition) => {
    fc.assert(
      fc.property(KINDS[kind](partition), ({ policy, type }) => {
        const findings = policy.split().flatMap((part) => PolicyValidator.validateText(part.toText(), type));
        expect(findings).toEqual([]);
        expect(PolicyDocument.fromJson(policy.toJson()).isEqualTo(policy)).toBe(true);
        expect(redundantIn(policy)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
