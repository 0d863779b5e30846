import { readFileSync } from 'fs';
import { join } from 'path';
import { PolicyDocument } from '../../src/policy/policy-document';
import { PolicyFinding } from '../../src/policy/policy-finding';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';

/** What is expected of a finding, as far as the case is about it. */
export type ExpectedFinding = Partial<Record<keyof PolicyFinding, string>>;

/** A policy, or text, and what is found in it. */
export interface Case {
  readonly name: string;
  /** The rule that the case is about. */
  readonly rule?: string;
  readonly source?: string;
  /** A type of policy, or `inline` for the inline policies of a role. */
  readonly type: string;
  readonly policy?: unknown;
  readonly before?: string;
  readonly text?: string;
  readonly repeat?: number;
  readonly after?: string;
  readonly expectedFindings?: readonly any[];
  /** The last of more findings than it is worth to name. */
  readonly expectedLast?: string;
}

/** The files whose cases are each about one rule. */
const OF_RULES = ['rules.json', 'access-analyzer.json'];

/** The cases that show what the rules find, and what they do not. */
export function ruleCases(): Case[] {
  return OF_RULES.flatMap(readCases);
}

export function readCases(file: string): Case[] {
  const content = JSON.parse(readFileSync(join(__dirname, 'cases', file), 'utf8'));
  return Array.isArray(content) ? content : content.cases;
}

export function textOf({ policy, before = '', text = '', repeat = 1, after = '' }: Case): string {
  return policy === undefined ? `${before}${text.repeat(repeat)}${after}` : JSON.stringify(policy);
}

export function findingsOf(one: Case): PolicyFinding[] {
  return one.type === 'inline'
    ? PolicyValidator.validateInline([PolicyDocument.fromJson(JSON.parse(textOf(one)))])
    : PolicyValidator.validateText(textOf(one), one.type as PolicyType);
}

/** Of each finding what the case expects of it; all that a finding has where more was found. */
export function asExpected(
  findings: readonly PolicyFinding[],
  expected: readonly ExpectedFinding[] = [],
): object[] {
  return findings.map((finding, index) => {
    const keys = Object.keys(expected[index] ?? finding) as (keyof PolicyFinding)[];
    return Object.fromEntries(keys.map((key) => [key, finding[key]]));
  });
}
