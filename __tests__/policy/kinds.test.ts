import { PolicySeverity } from '../../src/policy/policy-finding';
import { Case, findingsOf, readCases } from './case';

/** A policy of a kind that people write, with the rules whose findings it has. */
interface Kind extends Case {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Whether the case is about some of the warnings alone. */
  readonly otherWarnings?: boolean;
}

const KINDS = readCases('kinds.json') as unknown as Kind[];

function rulesOf(kind: Kind, wanted: PolicySeverity): string[] {
  const found = findingsOf(kind).filter(({ severity }) => severity === wanted);
  return [...new Set(found.map(({ rule }) => rule as string))].sort();
}

describe('policies of many kinds, each with its verdict', () => {
  test.each(KINDS)('$type: $name', (kind) => {
    const warnings = rulesOf(kind, PolicySeverity.WARNING);
    expect(rulesOf(kind, PolicySeverity.ERROR)).toEqual(kind.errors);
    expect(kind.otherWarnings ? warnings.filter((rule) => kind.warnings.includes(rule)) : warnings).toEqual(
      kind.warnings,
    );
  });

  test('are more than 150, a third of them without an error', () => {
    expect(KINDS.length).toBeGreaterThan(150);
    expect(KINDS.filter(({ errors }) => errors.length === 0).length).toBeGreaterThan(KINDS.length / 3);
  });
});
