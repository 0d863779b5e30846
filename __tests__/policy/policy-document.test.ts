import * as fc from 'fast-check';
import { PolicyDocument } from '../../src/policy/policy-document';
import { PolicyPrincipal } from '../../src/policy/policy-principal';
import { PolicyEffect, PolicyStatement, PolicyStatementProps } from '../../src/policy/policy-statement';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf';

const read = (props: Partial<PolicyStatementProps> = {}): PolicyStatement =>
  new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [ARN], ...props });

describe('a policy', () => {
  test('gets no statements that its JSON has not', () => {
    expect(PolicyDocument.fromJson({ Version: '2012-10-17' }).toJson()).toEqual({ Version: '2012-10-17' });
    expect(() => PolicyDocument.fromJson({ Statement: null })).toThrow(/null is no statement/);
  });

  test('has principals that do not change once they are made', () => {
    const principal = PolicyPrincipal.service('secretsmanager.amazonaws.com');
    principal.values.push('lambda.amazonaws.com');

    expect(principal.values).toEqual(['secretsmanager.amazonaws.com']);
  });

  test('has its keys in the order of IAM', () => {
    const policy = PolicyDocument.fromJson({
      Statement: { Condition: {}, Resource: '*', Action: 'a:b', Principal: '*', Effect: 'Deny', Sid: 'A' },
      Id: 'orders',
      Version: '2012-10-17',
    });
    expect(policy.toText()).toBe(
      '{"Version":"2012-10-17","Id":"orders","Statement":{"Sid":"A","Effect":"Deny","Principal":"*","Action":"a:b","Resource":"*","Condition":{}}}',
    );
  });

  test('sorts its sets and writes a set of one as a text', () => {
    const statement = read({ actions: ['b:B', 'a:A', 'b:B'], resources: [ARN, ARN] });
    expect(statement.toJson()).toEqual({ Effect: 'Allow', Action: ['a:A', 'b:B'], Resource: ARN });
  });

  test('says the same whatever the order of what it was given', () => {
    const one = new PolicyDocument([read({ actions: ['b:B', 'a:A'] })]);
    const other = new PolicyDocument([read({ actions: ['a:A', 'b:B'] })]);
    expect(one.isEqualTo(other)).toBe(true);
    expect(one.isEqualTo(new PolicyDocument([read()]))).toBe(false);
  });

  test('keeps what it has no name for', () => {
    const json = {
      Version: '2008-10-17',
      Id: 'orders',
      Statement: {
        Effect: 'Allow',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { Bool: { k: true } },
        X: [2, 1],
      },
      Extra: { b: 1, a: 2 },
    };
    expect(PolicyDocument.fromJson(json).toJson()).toEqual(json);
  });

  test('keeps that it has no version', () => {
    expect(PolicyDocument.fromJson({ Statement: [] }).toJson()).toEqual({ Statement: [] });
  });

  test('keeps a list token in its list', () => {
    expect(read({ resources: ['#{TfToken[TOKEN.0]}'] }).toJson().Resource).toEqual(['#{TfToken[TOKEN.0]}']);
    expect(read({ resources: ['${TfToken[TOKEN.0]}'] }).toJson().Resource).toBe('${TfToken[TOKEN.0]}');
  });

  test('joins principals of one kind', () => {
    const principals = [PolicyPrincipal.aws('2'), PolicyPrincipal.service('s'), PolicyPrincipal.aws('1')];
    expect(read({ principals }).toJson().Principal).toEqual({ AWS: ['1', '2'], Service: 's' });
    expect(read({ principals: [PolicyPrincipal.anyone()] }).toJson().Principal).toBe('*');
    expect(read({ notPrincipals: [PolicyPrincipal.federated('f')] }).toJson().NotPrincipal).toEqual({
      Federated: 'f',
    });
    expect(read({ principals: [PolicyPrincipal.canonicalUser('c')] }).toJson().Principal).toEqual({
      CanonicalUser: 'c',
    });
  });

  test('cannot be changed through what it was made from, or returns', () => {
    const statements = [read()];
    const json = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['a:A', 'b:B'], Resource: '*' }],
    };
    const [made, parsed] = [new PolicyDocument(statements), PolicyDocument.fromJson(json)];
    const [before, parsedBefore] = [made.toText(), parsed.toText()];
    statements.push(read());
    json.Statement[0].Action.push('c:C');
    parsed.toJson().Statement[0].Action.push('c:C');
    made.statements.push(read());
    expect(made.toText()).toBe(before);
    expect(parsed.toText()).toBe(parsedBefore);
  });

  test('is another policy when statements are added', () => {
    const policy = new PolicyDocument([read()]);
    const longer = policy.withStatements(read({ effect: PolicyEffect.DENY }));
    expect(policy.statements).toHaveLength(1);
    expect(longer.toJson().Statement.map(({ Effect }: any) => Effect)).toEqual(['Allow', 'Deny']);
  });

  test.each([[undefined], [null], [[]], ['text'], [1]])('fails when it is %p', (json) => {
    expect(() => PolicyDocument.fromJson(json)).toThrow(/expected a JSON object with Version and Statement/);
  });

  test('fails when a statement is no object', () => {
    expect(() => PolicyDocument.fromJson({ Statement: ['x'] })).toThrow(/a string is no statement/);
  });
});

describe('any policy', () => {
  const texts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const conditions = fc.dictionary(
    fc.string(),
    fc.dictionary(fc.string(), fc.oneof(texts, fc.string(), fc.boolean())),
  );
  const principals = fc.array(
    fc.oneof(
      fc.constant(PolicyPrincipal.anyone()),
      texts.map((ids) => PolicyPrincipal.aws(...ids)),
      texts.map((ids) => PolicyPrincipal.service(...ids)),
    ),
    { minLength: 1, maxLength: 3 },
  );
  const statements = fc.array(
    fc.record(
      {
        sid: fc.string(),
        effect: fc.constantFrom(PolicyEffect.ALLOW, PolicyEffect.DENY),
        principals,
        actions: texts,
        notActions: texts,
        resources: texts,
        conditions,
      },
      { requiredKeys: [] },
    ),
    { maxLength: 4 },
  );

  test('rendered and parsed again is equal', () => {
    fc.assert(
      fc.property(statements, (all) => {
        const policy = new PolicyDocument(all.map((props) => new PolicyStatement(props)));
        const parsed = PolicyDocument.fromJson(JSON.parse(policy.toText()));
        expect(parsed.isEqualTo(policy)).toBe(true);
        expect(parsed.toJson()).toEqual(policy.toJson());
      }),
    );
  });

  test('of any JSON keeps every value', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), anything, (all, rest) => {
        const first = PolicyDocument.fromJson({ ...rest, Statement: all });
        expect(PolicyDocument.fromJson(first.toJson()).toText()).toBe(first.toText());
      }),
    );
  });
});

describe('a policy that is too large', () => {
  const arns = Array.from({ length: 400 }, (_, index) => ARN.replace('orders', `orders${index}`));

  test('splits into policies that say the same', () => {
    const policy = new PolicyDocument([read({ sid: 'Read', resources: arns }), read({ sid: 'Tags' })]);
    const parts = policy.split();
    expect(parts.length).toBeGreaterThan(3);
    parts.forEach(({ characters }) => expect(characters).toBeLessThanOrEqual(6144));
    const resources = parts.flatMap((part) =>
      part.toJson().Statement.flatMap(({ Resource }: any) => Resource),
    );
    expect([...new Set(resources)].sort()).toEqual([...new Set([...arns, ARN])].sort());
  });

  test('is split into no more parts than its characters ask for', () => {
    const long = arns.map((arn) => arn.replace('orders', `orders${'x'.repeat(400)}`));
    const policy = new PolicyDocument([
      read({ sid: 'Read', resources: long }),
      read({ sid: 'Tags', resources: long }),
      read({ sid: 'Look', resources: arns.slice(0, 3) }),
    ]);
    expect(policy.split().length).toBeLessThanOrEqual(Math.ceil(policy.characters / 6144) * 1.2);
  });

  test('has each Sid once in a part', () => {
    const parts = new PolicyDocument([read({ sid: 'Read', resources: arns })]).split(1000);
    parts.forEach((part) =>
      expect(new Set(part.statements.map(({ sid }) => sid)).size).toBe(part.statements.length),
    );
  });

  const functions = arns.map((arn) => arn.replace(':secretsmanager:', ':lambda:'));

  const FUNCTION = 'secretsmanager:RotationLambdaARN';

  test.each(['ArnEquals', 'ArnEqualsIfExists'])(
    'allows each secret with each function of %s, in as few parts as the products of their lists take',
    (operator) => {
      const rotate = read({
        sid: 'Rotate',
        resources: arns,
        conditions: { [operator]: { [FUNCTION]: functions } },
      });
      const parts = new PolicyDocument([rotate]).split();
      parts.forEach(({ characters }) => expect(characters).toBeLessThanOrEqual(6144));
      const pairs = parts.flatMap((part) =>
        part
          .toJson()
          .Statement.flatMap(({ Resource, Condition }: any) =>
            [Resource]
              .flat()
              .flatMap((arn) => [Condition[operator][FUNCTION]].flat().map((name) => `${arn} ${name}`)),
          ),
      );
      expect(new Set(pairs).size).toBe(arns.length * functions.length);
      expect(pairs).toHaveLength(arns.length * functions.length);
      const halves = Math.ceil((arns.join('","').length + 2) / 2800);
      expect(parts.length).toBeLessThanOrEqual(halves ** 2);
    },
  );

  test('has each Sid once, where a piece of one could be called as another statement is', () => {
    const statements = ['Read', 'Read2', 'Read3'].map((sid) => read({ sid, resources: arns.slice(0, 40) }));
    const sids = new PolicyDocument(statements)
      .split(1000)
      .flatMap((part) => part.statements.map(({ sid }) => sid));
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids).toEqual(expect.arrayContaining(['Read', 'Read2', 'Read3', 'Read4']));
  });

  test('stays whole where it fits', () => {
    const policy = new PolicyDocument([read()]);
    expect(policy.split().map((part) => part.toText())).toEqual([policy.toText()]);
  });

  test('leaves a statement that cannot be cut', () => {
    expect(new PolicyDocument([read()]).split(10)).toHaveLength(1);
  });
});
