import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'fs';
import { join } from 'path';
import { explain } from '../../src/policy/check/explanations';
import { DEFINITIONS } from '../../src/policy/check/schema-definitions';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { findingsOf, readCases, ruleCases } from './case';

const SCHEMA = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'schemas', 'iam-policy.schema.json'), 'utf8'),
);

/** What JSON can hold in the place of anything. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  1.5,
  '',
  'x',
  [],
  {},
  [null],
  [1],
  ['x'],
  [[]],
  [{}],
  { x: 1 },
  { x: [] },
];

const WHOLE = {
  Version: '2012-10-17',
  Id: 'x',
  Statement: [
    {
      Sid: 'x',
      Effect: 'Allow',
      Principal: { AWS: ['*'], Service: ['x'], Federated: ['x'], CanonicalUser: ['x'] },
      NotPrincipal: '*',
      Action: ['sqs:a'],
      NotAction: 'sqs:a',
      Resource: ['*'],
      NotResource: '*',
      Condition: {
        StringEquals: { 'aws:x': ['x'] },
        NumericEquals: { 'aws:x': [1] },
        DateEquals: { 'aws:x': ['2027'] },
        Bool: { 'aws:x': [true] },
        BinaryEquals: { 'aws:x': ['eA=='] },
        IpAddress: { 'aws:x': ['::1'] },
        ArnEquals: { 'aws:x': ['arn:x'] },
        Null: { 'aws:x': [true] },
      },
    },
  ],
};

/** Every place in a value, as the keys that lead to it. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inside = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return [path, ...inside.flatMap((key) => places((value as any)[key], [...path, key]))];
}

function replaced(value: any, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  (copy as any)[key] = replaced(value[key], rest, by);
  return copy;
}

/** Every part of the schema that can find something, by the pointer that leads to it. */
function parts(schema: any, path = '#'): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.keys(schema).flatMap((key) => parts(schema[key], `${path}/${key}`));
  return 'type' in schema || 'pattern' in schema || 'enum' in schema ? [path, ...inside] : inside;
}

const UNFINISHED = /undefined|\[object|NaN|\$\{(?!aws:|Partition)/;

describe('a message', () => {
  test.each(Object.values(PolicyType))(
    'is whole, whatever stands anywhere in a policy of the type %s',
    (type) => {
      const wrong = places(WHOLE).flatMap((path) =>
        VALUES.flatMap((value) =>
          PolicyValidator.validateText(JSON.stringify(replaced(WHOLE, path, value)), type),
        ),
      );
      expect(wrong.length).toBeGreaterThan(1000);
      expect(wrong.map(({ message }) => message).filter((message) => UNFINISHED.test(message))).toEqual([]);
    },
  );

  test('is whole for each part of the schema by itself', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true }).addSchema(SCHEMA, 'policy');
    const found = Object.values(DEFINITIONS).length;
    const messages = Object.keys(SCHEMA.$defs).flatMap((name) =>
      VALUES.flatMap((value) => {
        const validate = ajv.compile({ $ref: `policy#/$defs/${name}` });
        validate(value);
        return explain(validate.errors ?? [], PolicyType.IDENTITY).map(
          ({ problem }) => `${name}: ${problem.message}`,
        );
      }),
    );
    expect(found).toBe(5);
    expect(messages.length).toBeGreaterThan(200);
    expect(messages.filter((message) => UNFINISHED.test(message))).toEqual([]);
  });

  test('has what it says is expected in each part of the schema that names a type, a form or choices', () => {
    const at = (pointer: string): any =>
      pointer
        .split('/')
        .slice(1)
        .reduce((schema, key) => schema[key], SCHEMA);
    const told = parts(SCHEMA).filter(
      (pointer) => !/\/if$|\/properties$|\/(examples|required)\b/.test(pointer),
    );
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((pointer) => typeof at(pointer).title !== 'string')).toEqual([]);
  });

  test('is whole in every case', () => {
    const messages = [...ruleCases(), ...readCases('others-accept.json')]
      .flatMap(findingsOf)
      .map(({ message }) => message);
    expect(messages.filter((message) => /undefined|\[object|NaN/.test(message))).toEqual([]);
  });
});
