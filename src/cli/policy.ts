import { Command, Option } from 'commander';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyFinding, PolicySeverity } from '../policy/policy-finding';
import { PolicyValidator } from '../policy/policy-validator';
import { ExitStatus } from './exit-status';
import { explanationTable } from './explanation-table';
import { KindOption, PolicyKind } from './policy-kind';
import { POLICY_KINDS } from './policy-kinds';
import { report } from './report';
import { Define } from './run';
import { Terminal } from './terminal';

const EXAMPLE = `
Example:
  $ secret-rotation policy ${POLICY_KINDS[0].name} ${POLICY_KINDS[0].example}

Each kind has its own options: secret-rotation policy KIND --help`;

interface PrintOptions {
  readonly explain?: boolean;
  readonly split?: boolean;
}

export const definePolicy: Define = (command, terminal, end) => {
  command.addHelpText('after', EXAMPLE).usage('KIND [options]');
  POLICY_KINDS.forEach((kind) => defineKind(command, kind, terminal, end));
};

function defineKind(
  parent: Command,
  kind: PolicyKind,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  const command = parent.command(kind.name).description(kind.summary);
  kind.options.forEach((option) => command.addOption(optionOf(option)));
  command
    .option('--explain', 'print why each statement is there, on the standard error')
    .option('--split', 'print a list of policies of at most 6,144 characters each')
    .addHelpText('after', `\nExample:\n  $ secret-rotation policy ${`${kind.name} ${kind.example}`.trim()}`)
    .action(async (values: PrintOptions) => {
      end(print(kind, await kind.produce(values), values, terminal));
    });
}

function optionOf({ flags, description, isRequired, isList }: KindOption): Option {
  const option = new Option(flags, isList ? `${description}; may be given several times` : description);
  if (isList) option.argParser((value: string, before?: string[]) => [...(before ?? []), value]);
  return option.makeOptionMandatory(isRequired === true);
}

/** What AWS would refuse is not printed. */
function print(
  kind: PolicyKind,
  policy: PolicyDocument,
  options: PrintOptions,
  terminal: Terminal,
): ExitStatus {
  const policies = options.split ? policy.split() : [policy];
  const findings = policies.flatMap((one) => check(kind, one, options.split === true));
  const status =
    findings.length > 0 ? report(`policy ${kind.name}`, findings, false, terminal) : ExitStatus.OK;
  if (status !== ExitStatus.OK) return status;
  const json = policies.map((one) => one.toJson());
  terminal.out(`${JSON.stringify(options.split ? json : json[0], null, 2)}\n`);
  if (options.explain) terminal.err(explanationTable(policies));
  return status;
}

/** A role's inline policies have a limit of their own; a policy that is split is attached as several managed ones. */
function check({ isInline, type }: PolicyKind, policy: PolicyDocument, isSplit: boolean): PolicyFinding[] {
  const findings =
    isInline && !isSplit ? PolicyValidator.validateInline([policy]) : PolicyValidator.validate(policy, type);
  return findings.map((one) => (one.rule === 'PolicyTooLarge' ? offerSplit(one) : one));
}

function offerSplit(finding: PolicyFinding): PolicyFinding {
  return {
    ...finding,
    severity: PolicySeverity.ERROR,
    message: `${finding.message}; --split prints it in parts`,
  };
}
