import { readFileSync } from 'fs';
import { join } from 'path';
import { PolicyDocument } from '../../src/policy/policy-document';
import { PolicyFinding } from '../../src/policy/policy-finding';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';

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
