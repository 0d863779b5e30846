import Ajv2020 from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { COMPILED } from '../../scripts/compile-schemas';
import { policyRules } from '../../scripts/policy-rules';
import { PARTITIONS } from '../../src/catalogue';
import { CONDITION_OPERATORS } from '../../src/policy/check/condition-operators';
import { DEFINITIONS } from '../../src/policy/check/schema-definitions';
import { services } from '../../src/policy/data/actions.json';
import { statements, types } from '../../src/policy/data/deployer.json';
import { rules } from '../../src/policy/data/rules.json';
import { PolicyDocument } from '../../src/policy/policy-document';
import { PolicyStatement } from '../../src/policy/policy-statement';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { CHECKS } from '../../scripts/access-analyzer';
import { findingsOf, readCases, ruleCases } from './case';

const ROOT = join(__dirname, '..', '..');

const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'schemas', 'iam-policy.schema.json'), 'utf8'));

const ids = rules.map(({ id }) => id);

const ALL_FOUND = [
  ...ruleCases(),
  ...['others-accept.json', 'guides.json', 'aws-managed.json'].flatMap(readCases),
].flatMap(findingsOf);

describe('the checks of IAM Access Analyzer', () => {
  const found = new Map(ALL_FOUND.map((finding) => [finding.accessAnalyzer, finding]));

  test.each(CHECKS.filter(({ reason }) => reason === undefined))('$id is found in a case', ({ id }) => {
    expect(found.get(id)).toBeDefined();
  });

  test.each(CHECKS.filter(({ reason }) => reason !== undefined))(
    '$id is not found, for its reason',
    ({ id }) => {
      expect(found.get(id)).toBeUndefined();
    },
  );

  test.each(CHECKS.filter(({ kind, reason }) => kind === 'ERROR' && reason === undefined))(
    '$id is an error',
    ({ id }) => {
      const severities = ALL_FOUND.filter(({ accessAnalyzer }) => accessAnalyzer === id).map(
        (one) => one.severity,
      );
      expect(severities).toContain('error');
    },
  );

  test('are 71 errors and 19 security warnings that apply here', () => {
    const count = (wanted: string): number =>
      CHECKS.filter(({ kind, reason }) => kind === wanted && reason === undefined).length;
    expect([count('ERROR'), count('SECURITY_WARNING')]).toEqual([71, 19]);
  });
});

describe('the catalogue of rules', () => {
  test('names each rule once, with both texts', () => {
    expect(new Set(ids).size).toBe(ids.length);
    rules.forEach((rule) => {
      expect(rule.id).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(rule.severity).toMatch(/^(error|warning)$/);
      expect(rule.what).toMatch(/\.$/);
      expect(rule.why).toMatch(/\.$/);
    });
  });

  test.each(ids)('%s has a failing and a passing case', (id) => {
    const cases = ruleCases().filter(({ rule }) => rule === id);
    const found = cases.map((one) => findingsOf(one).some(({ rule }) => rule === id));
    expect(found).toEqual(expect.arrayContaining([true, false]));
  });

  test('knows every rule that a case finds', () => {
    expect(ALL_FOUND.map(({ rule }) => rule).filter((rule) => !ids.includes(rule))).toEqual([]);
  });

  test('names for each finding what IAM Access Analyzer calls it, out of what it has for the rule', () => {
    const named = new Map(
      rules.map((rule) => [rule.id, 'accessAnalyzer' in rule ? rule.accessAnalyzer : []]),
    );
    const strange = ALL_FOUND.filter(
      ({ rule, accessAnalyzer }) =>
        accessAnalyzer !== undefined && !named.get(rule)!.includes(accessAnalyzer),
    );
    expect(strange).toEqual([]);
  });

  test('is what docs/policy-rules.md says', () => {
    expect(readFileSync(join(ROOT, 'docs', 'policy-rules.md'), 'utf8')).toBe(policyRules());
  });
});

describe('the schema', () => {
  test.each(Object.values(DEFINITIONS))('compiles under all strict rules of ajv for %s', (definition) => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    ajv.addSchema(SCHEMA, 'policy');
    expect(() => ajv.compile({ $ref: `policy#/$defs/${definition}` })).not.toThrow();
    expect(ajv.validateSchema(SCHEMA)).toBe(true);
  });

  test.each(Object.keys(COMPILED))('is what %s says', (file) => {
    const compiled = readFileSync(join(ROOT, 'schemas', file), 'utf8');
    expect(compiled === COMPILED[file]()).toBe(true);
  });

  test('has exactly the condition operators that the messages name', () => {
    const patterns = Object.keys(SCHEMA.$defs.condition.else.patternProperties);
    const operatorsOf = (pattern: string): number =>
      pattern.endsWith(')?Null$') ? 1 : pattern.split('|').length - 1;
    const count = patterns.reduce(
      (sum, pattern) => sum + operatorsOf(pattern) * (pattern.endsWith(')?Null$') ? 1 : 6),
      0,
    );
    CONDITION_OPERATORS.forEach((operator) =>
      expect(patterns.filter((pattern) => new RegExp(pattern).test(operator))).toHaveLength(1),
    );
    expect(count).toBe(CONDITION_OPERATORS.length);
  });

  test.each(PARTITIONS.map(({ name }) => name))('knows the partition %s', (partition) => {
    const policy = new PolicyDocument([
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [`arn:${partition}:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf`],
      }),
    ]);
    expect(PolicyValidator.validate(policy)).toEqual([]);
  });

  test('names rules of the catalogue only', () => {
    const named = JSON.stringify(SCHEMA).match(/"\$comment":"(\w+)"/g) ?? [];
    const unknown = named.map((text) => JSON.parse(`{${text}}`).$comment).filter((id) => !ids.includes(id));
    expect(unknown).toEqual([]);
  });
});

describe('the table of what Terraform calls', () => {
  test('has only actions that exist and fit their resources', () => {
    const filled = JSON.stringify(statements)
      .replace(
        /\{application\}/g,
        'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManager*',
      )
      .replace(/\{(secret|lookup)\}/g, 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf')
      .replace(/\{partition\}/g, 'aws')
      .replace(/\{region\}/g, 'us-east-1')
      .replace(/\{account\}/g, '123456789012')
      .replace(/\{(state|codeObject)\}/g, 'bucket/key')
      .replace(/\{layer\}/g, 'arn:aws:lambda:us-east-1:123456789012:layer:drivers:3')
      .replace(/\{imageRepository\}/g, 'arn:aws:ecr:us-east-1:123456789012:repository/rotate')
      .replace(/\{stateKey\}/g, 'arn:aws:kms:us-east-1:123456789012:key/1234abcd')
      .replace(/\{stateTable\}/g, 'arn:aws:dynamodb:us-east-1:123456789012:table/locks')
      .replace(/\{assumedRole\}/g, 'arn:aws:iam::123456789012:role/deployment')
      .replace(/\{stateService\}/g, 's3.us-east-1.amazonaws.com')
      .replace(/\{\w+\}/g, 'name');
    const policies = Object.values(JSON.parse(filled) as Record<string, any>).map(
      (one) => new PolicyDocument([new PolicyStatement(one)]),
    );
    expect(policies.flatMap((policy) => PolicyValidator.validate(policy))).toEqual([]);
  });

  test('uses each statement, and no other', () => {
    expect([...new Set(Object.values(types).flat())].sort()).toEqual(Object.keys(statements).sort());
  });

  test('knows every Terraform type that the constructs make', () => {
    const made = ['rotation', 'app'].flatMap((folder) => typesMadeIn(join(ROOT, 'src', folder)));
    expect(made.length).toBeGreaterThan(8);
    expect(made.filter((type) => !(type in types))).toEqual([]);
  });
});

/** The Terraform types of the bindings that a folder's files import. */
function typesMadeIn(folder: string): string[] {
  const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const modules = [...text.matchAll(/'@\w+\/provider-aws\/lib\/([\w-]+)'/g)].map(([, name]) => name);
  return [...new Set(modules)].filter((name) => name !== 'provider').map(typeOf);
}

function typeOf(module: string): string {
  const type = module.replace(/-/g, '_');
  return type.startsWith('data_') ? `data.${type.slice('data_'.length)}` : `aws_${type}`;
}

test('the table of actions names its source and its version', () => {
  const { source } = JSON.parse(readFileSync(join(ROOT, 'src', 'policy', 'data', 'actions.json'), 'utf8'));
  expect(source).toMatch(/^@cloud-copilot\/iam-data \d+\.\d+\.\d+ \(MIT\)/);
  expect(Object.keys(services)).toContain('secretsmanager');
});

test('each type of policy has a definition in the schema', () => {
  expect(Object.keys(DEFINITIONS).sort()).toEqual(Object.values(PolicyType).sort());
});
