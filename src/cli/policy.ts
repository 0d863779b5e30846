import { inlineOnly } from './problems';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyFinding, PolicySeverity } from '../policy/policy-finding';
import { PolicyType } from '../policy/policy-type';
import { PolicyValidator } from '../policy/policy-validator';
import { limitOf } from '../policy/size-limits';
import { ExitStatus } from './exit-status';
import { explanationTable } from './explanation-table';
import { withFlagNames } from './flag-names';
import { Command, CommandOption, OptionValues } from './command';
import { PolicyKind } from './policy-kind';
import { ALL, policyAll } from './policy-all';
import { POLICY_KINDS } from './policy-kinds';
import { report } from './report';
import { onStandardError, Terminal } from './terminal';

const EXPLAIN: CommandOption = {
  flags: '--explain',
  description: 'print why each statement is there, on the standard error',
};

const SPLIT: CommandOption = {
  flags: '--split',
  description: 'print a list of policies of at most 6,144 characters each',
};

export const policy: Command = {
  name: 'policy',
  summary: 'print an IAM policy that rotation needs, or write all that a configuration involves',
  usage: `KIND [options] | ${ALL} [options]`,
  options: [{ flags: ALL, description: policyAll.summary }],
  example: `${exampleOf(POLICY_KINDS[0])}\n  $ ${policyAll.example}`,
  notes: `Each kind has its own options: secret-rotation policy KIND --help, and secret-rotation policy ${ALL} --help`,
  insteadBy: { [ALL]: policyAll },
  commands: POLICY_KINDS.map(commandOf),
};

function commandOf(kind: PolicyKind): Command {
  return {
    ...kind,
    options: [...kind.options, EXPLAIN, ...(isSplittable(kind) ? [SPLIT] : [])],
    example: exampleOf(kind),
    run: async ({ values, terminal }) => {
      const made = await withFlagNames(kind.name, kind.options, () => kind.produce(values));
      return print(kind, made, values, terminal);
    },
  };
}

function exampleOf({ name, example }: PolicyKind): string {
  return `secret-rotation policy ${`${name} ${example}`.trim()}`;
}

/** A role can have several policies; a key, a secret, a function and an endpoint have one. */
function isSplittable({ type }: PolicyKind): boolean {
  return type === PolicyType.IDENTITY;
}

/** What AWS would refuse is not printed. */
function print(
  kind: PolicyKind,
  policy: PolicyDocument,
  options: OptionValues,
  terminal: Terminal,
): ExitStatus {
  const policies = options.split ? policy.split() : [policy];
  const findings = policies.flatMap((one) => check(kind, one, options.split === true));
  const status =
    findings.length > 0
      ? report(`policy ${kind.name}`, findings, false, onStandardError(terminal))
      : ExitStatus.OK;
  if (status !== ExitStatus.OK) return status;
  const json = policies.map((one) => one.toJson());
  terminal.out(`${JSON.stringify(options.split ? json : json[0], null, 2)}\n`);
  if (options.explain) terminal.err(`${explanationTable(policies)}${remainsText(kind)}`);
  notesOf(kind, policy, options).forEach((note) => terminal.err(`note: ${note}\n`));
  return status;
}

function remainsText({ remains = [] }: PolicyKind): string {
  return remains.length === 0 ? '' : `\nwhat stays open:\n${remains.map((one) => `- ${one}\n`).join('')}`;
}

function notesOf(kind: PolicyKind, { characters }: PolicyDocument, values: OptionValues): string[] {
  const { most } = limitOf(kind.type);
  const fitsInlineOnly = kind.isInline === true && !values.split && characters > most;
  return [...(kind.advice?.(values) ?? []), ...(fitsInlineOnly ? [inlineOnly(characters, most)] : [])];
}

/** A role's inline policies have a limit of their own; a policy that is split is attached as several managed ones. */
function check(kind: PolicyKind, policy: PolicyDocument, isSplit: boolean): PolicyFinding[] {
  const { isInline, type } = kind;
  const findings =
    isInline && !isSplit ? PolicyValidator.validateInline([policy]) : PolicyValidator.validate(policy, type);
  const offers = isSplittable(kind) && !isSplit;
  return findings.map((one) => (one.rule === 'PolicyTooLarge' ? tooLarge(one, offers) : one));
}

function tooLarge(finding: PolicyFinding, offersSplit: boolean): PolicyFinding {
  return {
    ...finding,
    severity: PolicySeverity.ERROR,
    message: offersSplit ? `${finding.message}; --split prints it in parts` : finding.message,
  };
}
