import { PolicySeverity } from '../../src/policy/policy-finding';
import { asExpected, findingsOf, readCases, ruleCases } from './case';

describe('what other validators let through', () => {
  test.each(readCases('others-accept.json'))('$name is exactly one finding', (one) => {
    expect(one.expectedFindings).toHaveLength(1);
    const [expected] = one.expectedFindings!;
    expect(asExpected(findingsOf(one), [{ severity: PolicySeverity.ERROR, ...expected }])).toEqual([
      { severity: PolicySeverity.ERROR, ...expected },
    ]);
  });
});

describe('the rules', () => {
  test.each(ruleCases().filter(({ expectedLast }) => !expectedLast))('$rule: $name', (one) => {
    expect(asExpected(findingsOf(one), one.expectedFindings)).toEqual(one.expectedFindings);
  });

  test.each(ruleCases().filter(({ expectedLast }) => expectedLast))('$rule: $name', (one) => {
    expect(findingsOf(one)[findingsOf(one).length - 1].rule).toBe(one.expectedLast);
  });
});

describe.each(['aws-managed.json', 'guides.json'])('good policies of %s', (file) => {
  const cases = readCases(file);

  test('name their source', () => {
    cases.forEach(({ source }) =>
      expect(source).toMatch(/^(https:\/\/docs\.aws\.amazon\.com\/|arn:aws:iam::aws:policy\/)/),
    );
  });

  test.each(cases)('$name has no error', (one) => {
    const findings = findingsOf(one);
    expect(findings.filter(({ severity }) => severity === PolicySeverity.ERROR)).toEqual([]);
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(one.expectedFindings);
  });
});

test('there are more than 60 good policies', () => {
  expect([...readCases('aws-managed.json'), ...readCases('guides.json')].length).toBeGreaterThan(60);
});
