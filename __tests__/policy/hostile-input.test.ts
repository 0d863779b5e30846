import * as fc from 'fast-check';
import { STATEMENT_KEYS } from '../../src/policy/canonical';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';

const rulesOf = (text: string, type?: PolicyType): string[] =>
  PolicyValidator.validateText(text, type).map(({ rule }) => rule);

const statement = (parts: string): string =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${parts}}]}`;

describe('what somebody may send instead of a policy', () => {
  test.each([
    ['brackets', '['.repeat(20_000), ['NestedTooDeeply']],
    ['braces', '{"a":'.repeat(20_000), ['NestedTooDeeply']],
    ['brackets that are closed', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, ['NestedTooDeeply']],
    ['nothing', '', ['NotJson']],
    ['white space', ' \n', ['NotJson']],
    ['null', 'null', ['PolicyNotMapping']],
    ['an unclosed text', '{"Version": "2012', ['NotJson']],
    ['control characters', '\u0000\u001b[31m', ['NotJson']],
    ['ten megabytes', ' '.repeat(10 * 1024 * 1024), ['DocumentTooLarge']],
    ['a text of backslashes', `"${'\\\\'.repeat(100_000)}"`, ['PolicyTooLarge']],
    ['a text of quotes that does not end', `["${'\\"'.repeat(130_000)}`, ['NotJson']],
    ['a text that breaks off after a backslash', `["${'a'.repeat(100)}\\`, ['NotJson']],
  ])('%s is one finding', (_, text, rules) => {
    expect(rulesOf(text)).toEqual(rules);
  });

  test('a reason never holds what a terminal would act on', () => {
    const [{ message }] = PolicyValidator.validateText('\u001b[31m{');
    expect(message).toMatch(/^[\x20-\x7E]+$/);
  });

  test('the keys of prototypes are unknown keys, and harmless', () => {
    const text = '{"Version":"2012-10-17","__proto__":{"polluted":1},"constructor":1,"Statement":[]}';
    expect(rulesOf(text)).toEqual(expect.arrayContaining(['UnknownKey', 'Empty']));
    expect(rulesOf(text)).toHaveLength(3);
    expect(({} as any).polluted).toBeUndefined();
  });

  test('the keys of prototypes are no condition operators, actions or services', () => {
    expect(rulesOf(statement('"Action":"constructor:toString","Resource":"*"'))).toEqual(['ServiceUnknown']);
    expect(rulesOf(statement('"Action":"kms:toString","Resource":"*"'))).toEqual(['ActionUnknown']);
    expect(
      rulesOf(statement('"Action":"sqs:a","Resource":"*","Condition":{"__proto__":{"a:b":"c"}}')),
    ).toEqual(['ConditionOperatorUnknown']);
  });

  test('a key that stands twice is found at any depth, whatever its spelling', () => {
    const text = statement(
      '"Action":"sqs:a","Resource":"*","Condition":{"Bool":{"a:b":true,"a\\u003ab":false}}',
    );
    expect(PolicyValidator.validateText(text)).toMatchObject([
      { rule: 'DuplicateKey', path: 'Statement[0].Condition.Bool["a:b"]' },
    ]);
  });

  test('a key in a text is no key', () => {
    expect(
      rulesOf(
        statement('"Sid":"a","Action":"sqs:a","Resource":"arn:aws:sqs:us-east-1:123456789012:{\\"Sid\\":1"'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['wrong actions', `"Resource":"*","Action":[${Array(60_000).fill('1').join(',')}]`],
    ['unknown actions', `"Resource":"*","Action":[${Array(8_000).fill('"ec2:*a*b*c*d*e*f"').join(',')}]`],
    [
      'resources',
      `"Action":"ec2:*","Resource":[${Array(3_000).fill('"arn:aws:ec2:*:*:*a*b*c*d*/*"').join(',')}]`,
    ],
    ['long patterns', `"Action":"s3:GetObject","Resource":"arn:aws:s3:::${'*a'.repeat(30_000)}"`],
    [
      'statements',
      '"Action":"kms:Decrypt","Resource":"*"},'.concat(
        '{"Effect":"Deny"},'.repeat(5_000),
        '{"Effect":"Deny"',
      ),
    ],
  ])('a huge list of %s is no more than a hundred and one findings', (_, parts) => {
    const findings = PolicyValidator.validateText(statement(parts), PolicyType.KMS_KEY);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThanOrEqual(101);
  });
});

describe('anything', () => {
  test('of random bytes is findings, and no failure', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...Object.values(PolicyType)),
        (bytes, type) => {
          expect(rulesOf(Buffer.from(bytes).toString('utf8'), type).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('of JSON in the place of a statement is findings, and no failure', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom(...Object.values(PolicyType)),
        (json, type) => {
          const text = JSON.stringify({ Version: '2012-10-17', Statement: json });
          expect(rulesOf(text, type).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test.each(Object.values(PolicyType))(
    'of JSON in the place of any value of %s is findings, and no failure',
    (type) => {
      const parts = fc.record(
        Object.fromEntries(STATEMENT_KEYS.map((key) => [key, fc.jsonValue({ maxDepth: 3 })])),
        {
          requiredKeys: [],
        },
      );
      fc.assert(
        fc.property(parts, (one) => {
          expect(
            Array.isArray(rulesOf(JSON.stringify({ Version: '2012-10-17', Statement: [one] }), type)),
          ).toBe(true);
        }),
      );
    },
  );

  test('that Terraform puts in later passes wherever a value may stand', () => {
    const token = fc.constantFrom(
      '${var.x}',
      '${TfToken[TOKEN.1]}',
      '${data.aws_region.here.id}',
      '#{TfToken[TOKEN.2]}',
    );
    fc.assert(
      fc.property(token, token, token, (one, two, three) => {
        const policy = {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: one,
              Effect: 'Allow',
              Action: two,
              Resource: three,
              Condition: { Bool: { [one]: two }, NumericEquals: { [two]: three } },
            },
            { Effect: 'Allow', Action: 'kms:Decrypt', Resource: `arn:aws:kms:${one}:${two}:key/${three}` },
            {
              Effect: 'Allow',
              Action: 'secretsmanager:GetSecretValue',
              Resource: [one, `arn:${two}:secretsmanager:${two}:${two}:secret:x`],
            },
          ],
        };
        expect(
          PolicyValidator.validateText(JSON.stringify(policy)).filter(({ rule }) => rule !== 'SidDuplicate'),
        ).toEqual([]);
      }),
    );
  });
});
