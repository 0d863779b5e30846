import { checks, notReported } from './access-analyzer.json';
import { rules } from '../src/policy/data/rules.json';

/** A check of IAM Access Analyzer, and what finds the same here. */
export interface Check {
  readonly id: string;
  /** How much its finding weighs there. */
  readonly kind: string;
  /** The rules that find it here. */
  readonly rules: readonly string[];
  /** Why none does. */
  readonly reason?: string;
}

/** All checks of IAM Access Analyzer, by their weight there. */
export const CHECKS: readonly Check[] = Object.entries(checks).flatMap(([kind, ids]) =>
  ids.split(' ').map((id) => ({
    id,
    kind,
    rules: rules.filter((rule) => rule.accessAnalyzer?.includes(id)).map((rule) => rule.id),
    reason: notReported.find((one) => new RegExp(one.ids).test(id))?.reason,
  })),
);
