import { readFileSync } from 'fs';
import { join } from 'path';
import { rules } from '../../src/app/data/rules.json';
import { rules as configRules } from '../../src/config/data/rules.json';
import { rules as secretRules } from '../../src/secret/data/rules.json';
import { ROOT } from '../support/examples';

/** What ends a call, and is no finding. */
const ERRORS = [
  'AccountOfNoStack',
  'AddressUnknown',
  'ImportContradicted',
  'ImportIdFollows',
  'ImportIdMalformed',
  'ImportIdMissing',
  'ImportIdTwice',
  'ImportInstanceMissing',
  'NoSuchStack',
  'ParameterHoldsSomethingElse',
  'PolicyOfParameter',
];

const ids = rules.map(({ id }) => id);

test('each finding about what is deployed is a rule', () => {
  const text = readFileSync(join(ROOT, 'src', 'app', 'problems.ts'), 'utf8');
  const codes = [...text.matchAll(/^ {2}code: '(\w+)',$/gm)].map(([, code]) => code);
  expect([...ids, ...ERRORS].sort()).toEqual([...new Set(codes)].sort());
});

test('the rules say what is wanted and why, in sentences, and are no others', () => {
  expect(rules.filter(({ what, why }) => !what.endsWith('.') || !why.endsWith('.'))).toEqual([]);
  const others = [...configRules, ...secretRules].map(({ id }) => id);
  expect(ids.filter((id) => others.includes(id))).toEqual([]);
});
