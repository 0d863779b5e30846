import { Problem } from '../../problem';
import { condition } from '../blocks';
import { Block } from '../hcl/block';
import { wording, wordingToFormat } from './wording';

/** What a value has to be. */
export interface Rule {
  /** An expression that is true of a right value, which stands in it as `value`. */
  readonly test: string;
  /** What is said otherwise, with GIVEN for the value. */
  readonly problem: Problem;
  /** What the test looks at, where it does not show. */
  readonly comment?: string;
}

/** A variable that is one value. */
export function validateOne(name: string, rule: Rule, isNullable = false): Block {
  const given = `var.${name}`;
  const test = testOf(rule, given);
  return validation(
    rule,
    isNullable ? `${given} == null || ${test}` : test,
    wording(rule.problem, `jsonencode(${given})`),
  );
}

/** A variable that is a list of values. */
export function validateEach(name: string, rule: Rule): Block {
  const test = testOf(rule, 'id');
  const items = `for id in var.${name}`;
  return validation(
    rule,
    `alltrue([${items} : ${test}])`,
    messageFor(rule, `${items} : jsonencode(id) if ${negated(test)}`),
  );
}

/** An attribute of each object in a map, where it is given. */
export function validateAttribute(name: string, attribute: string, rule: Rule): Block {
  const given = `secret.${attribute}`;
  const test = testOf(rule, given);
  return validation(
    rule,
    `alltrue([\n      for secret in var.${name} :\n      ${test}\n      if ${given} != null\n    ])`,
    messageFor(
      rule,
      `for secret in var.${name} :\n      jsonencode(${given})\n      if ${failsUnlessNull(given, test)}`,
    ),
  );
}

/** Each object in a map: a test of its attributes, which stands for itself. The message names the objects. */
export function validateObjects(name: string, rule: Rule): Block {
  return validation(
    rule,
    `alltrue([\n      for secret in var.${name} :\n      ${rule.test}\n    ])`,
    messageFor(
      rule,
      `for key, secret in var.${name} :\n      jsonencode(key)\n      if ${negated(rule.test)}`,
    ),
  );
}

function testOf({ test }: Rule, value: string): string {
  return test.replace(/\bvalue\b/g, value);
}

/** A call needs no brackets around it. */
function negated(test: string): string {
  if (test.startsWith('!can(')) return test.slice(1);
  return /^(can|contains|alltrue|try)\(/.test(test) ? `!${test}` : `!(${test})`;
}

/** A call of `can` takes null as well. Other tests must not see it. */
function failsUnlessNull(given: string, test: string): string {
  return /^!?can\(/.test(test)
    ? `${given} != null && ${negated(test)}`
    : `${given} == null ? false : ${negated(test)}`;
}

/** It names those that fail. Terraform makes it in any case, so it may be about none. */
function messageFor({ problem }: Rule, failing: string): string {
  return `format(${wordingToFormat(problem)}, join(", ", [\n      ${failing}\n    ]))`;
}

function validation({ comment }: Rule, passes: string, message: string): Block {
  return { ...condition('validation', passes, message), comment };
}
