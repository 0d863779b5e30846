import { plannedPolicies } from '../../src/policy/plan/planned-policies';

const POLICY = '{"Version":"2012-10-17","Statement":[]}';

const planOf = (resource: object, rest: object = {}): object => ({
  planned_values: { root_module: { resources: [{ mode: 'managed', address: 'x.y', ...resource }] } },
  ...rest,
});

const subjectsIn = (plan: object): unknown[] =>
  plannedPolicies(plan)!.policies.map(({ attribute, subject }) => [attribute, subject.type, subject.service]);

describe('the policies of a plan', () => {
  test.each<[string, object, unknown]>([
    ['aws_iam_policy', { policy: POLICY }, ['policy', 'identity', undefined]],
    ['aws_iam_role_policy', { policy: POLICY }, ['policy', 'identity', undefined]],
    ['aws_iam_role', { assume_role_policy: POLICY }, ['assume_role_policy', 'trust', undefined]],
    [
      'aws_iam_role',
      { inline_policy: [{ policy: POLICY }] },
      ['inline_policy[0].policy', 'identity', undefined],
    ],
    ['aws_kms_key', { policy: POLICY }, ['policy', 'kms-key', undefined]],
    ['aws_kms_key_policy', { policy: POLICY }, ['policy', 'kms-key', undefined]],
    ['aws_secretsmanager_secret', { policy: POLICY }, ['policy', 'resource', 'secretsmanager']],
    ['aws_secretsmanager_secret_policy', { policy: POLICY }, ['policy', 'resource', 'secretsmanager']],
    ['aws_vpc_endpoint', { policy: POLICY }, ['policy', 'endpoint', undefined]],
    ['aws_s3_bucket_policy', { policy: POLICY }, ['policy', 'resource', 's3']],
    ['aws_sqs_queue', { policy: POLICY, redrive_policy: '{}' }, ['policy', 'resource', 'sqs']],
    ['aws_sns_topic_policy', { policy: POLICY }, ['policy', 'resource', 'sns']],
    ['aws_opensearch_domain', { access_policies: POLICY }, ['access_policies', 'resource', undefined]],
    [
      'aws_lambda_permission',
      { principal: '*', action: 'lambda:InvokeFunction' },
      ['', 'resource', 'lambda'],
    ],
  ])('are found in %s with %j', (type, values, expected) => {
    expect(subjectsIn(planOf({ type, values }))).toEqual([expected]);
  });

  test.each([
    ['data', { mode: 'data', type: 'aws_iam_policy', values: { policy: POLICY } }],
    ['a service control policy', { type: 'aws_organizations_policy', values: { content: POLICY } }],
    ['a lifecycle policy', { type: 'aws_ecr_lifecycle_policy', values: { policy: '{"rules":[]}' } }],
    ['an empty text', { type: 'aws_vpc_endpoint', values: { policy: '' } }],
    ['null', { type: 'aws_vpc_endpoint', values: { policy: null } }],
    ['what is no text', { type: 'aws_vpc_endpoint', values: { policy: 1 } }],
    ['a key of prototypes', { type: 'constructor', values: { policy: POLICY } }],
    ['a resource without an address', { type: 'aws_iam_policy', address: 7, values: { policy: POLICY } }],
  ])('leave out %s', (_, resource) => {
    expect(plannedPolicies(planOf(resource))).toEqual({ policies: [], unknown: 0, sensitive: 0 });
  });

  test('are found in modules in modules', () => {
    const inner = {
      resources: [
        {
          mode: 'managed',
          address: 'module.a.module.b.x.y',
          type: 'aws_iam_policy',
          values: { policy: POLICY },
        },
      ],
    };
    const plan = { planned_values: { root_module: { child_modules: [{ child_modules: [inner] }] } } };
    expect(plannedPolicies(plan)!.policies).toMatchObject([{ address: 'module.a.module.b.x.y' }]);
  });

  test('are those of a state as well', () => {
    const { planned_values: values } = planOf({ type: 'aws_iam_policy', values: { policy: POLICY } }) as any;
    expect(plannedPolicies({ values })!.policies).toHaveLength(1);
  });

  test('are counted where they are known after the apply only', () => {
    const changes = [{ address: 'x.y', change: { after_unknown: { policy: true } } }];
    const plan = planOf({ type: 'aws_iam_policy', values: {} }, { resource_changes: changes });
    expect(plannedPolicies(plan)).toEqual({ policies: [], unknown: 1, sensitive: 0 });
  });

  test('are not counted where nobody gives one, and AWS fills it in', () => {
    const plan = planOf(
      { type: 'aws_kms_key', values: {} },
      {
        resource_changes: [{ address: 'x.y', change: { after_unknown: { policy: true } } }],
        configuration: { root_module: { resources: [{ address: 'x.y', expressions: { description: {} } }] } },
      },
    );
    expect(plannedPolicies(plan)!.unknown).toBe(0);
  });

  test('are counted, and not judged, where they are sensitive', () => {
    const plan = planOf({
      type: 'aws_iam_policy',
      values: { policy: POLICY },
      sensitive_values: { policy: true },
    });
    expect(plannedPolicies(plan)).toEqual({ policies: [], unknown: 0, sensitive: 1 });
  });

  test.each([[undefined], [null], [[]], ['x'], [{}], [{ planned_values: 1 }]])(
    'are none at all in %j',
    (plan) => {
      expect(plannedPolicies(plan)).toBeUndefined();
    },
  );
});

describe('the policy of a permission', () => {
  const statementOf = (values: object, unknown: object = {}): any => {
    const changes = [{ address: 'x.y', change: { after_unknown: unknown } }];
    const plan = planOf({ type: 'aws_lambda_permission', values }, { resource_changes: changes });
    return JSON.parse(plannedPolicies(plan)!.policies[0].text).Statement[0];
  };

  test.each([
    ['*', '*'],
    ['123456789012', { AWS: '123456789012' }],
    ['arn:aws:iam::123456789012:role/app', { AWS: 'arn:aws:iam::123456789012:role/app' }],
    ['secretsmanager.amazonaws.com', { Service: 'secretsmanager.amazonaws.com' }],
  ])('has the principal %s as %j', (principal, expected) => {
    expect(statementOf({ action: 'lambda:InvokeFunction', principal }).Principal).toEqual(expected);
  });

  test('has its sources as conditions', () => {
    const values = {
      action: 'a',
      principal: '*',
      source_arn: 'arn:aws:s3:::x',
      source_account: '123456789012',
      principal_org_id: 'o-a1b2c3d4e5',
    };
    expect(statementOf(values).Condition).toEqual({
      ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::x' },
      StringEquals: { 'AWS:SourceAccount': '123456789012', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    });
  });

  test('takes what is known after the apply for something that limits it', () => {
    const { Condition } = statementOf({ action: 'a', principal: '*' }, { source_arn: true });
    expect(Condition).toEqual({ ArnLike: { 'AWS:SourceArn': '${known after apply}' } });
  });
});
