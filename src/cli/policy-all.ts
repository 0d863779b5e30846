import { basename, join } from 'path';
import type { InvolvedPolicy } from '../app/involved-policy';
import { PolicySeverity } from '../policy/policy-finding';
import { PolicyValidator } from '../policy/policy-validator';
import { Command, CommandOption, OptionValues } from './command';
import { deployerOptionsOf, PERMISSIONS_BOUNDARY, STATE_KMS_KEY } from './deployer-kind';
import { ExitStatus } from './exit-status';
import { withFlagNames } from './flag-names';
import { loadedConfig } from './loaded-config';
import { INDEX, policyIndex } from './policy-index';
import { ACCOUNT } from './policy-kind';
import { boundaryOfOwnOnly } from './problems';
import { report } from './report';
import { ReportedFinding } from './reported-finding';
import { onStandardError } from './terminal';
import { writeFolder } from './written-folder';

const NOTES = `Each stack has a folder; what several stacks may use, such as a key, has its policy beside them. ${INDEX} says who gets
each policy, and why each statement is there. What an earlier call wrote is replaced, unless it was changed since.
Exit status: 0 all are written, 1 an error was found and nothing was written, 2 the call was wrong`;

/** Asks for all policies instead of one kind. */
export const ALL = '--all';

const OPTIONS: readonly CommandOption[] = [
  { flags: ALL, description: 'write all policies, instead of printing one', isRequired: true },
  { flags: '--config <file>', description: 'the configuration', isRequired: true },
  {
    ...ACCOUNT,
    description: `${ACCOUNT.description}; a stack whose secrets are given by ARNs is in the account that these name`,
  },
  {
    flags: '-o, --output <folder>',
    description: 'the folder that the files are written to',
    isRequired: true,
  },
  PERMISSIONS_BOUNDARY,
  STATE_KMS_KEY,
];

/** Every policy that a configuration involves, in files. */
export const policyAll: Command = {
  name: 'policy',
  summary: 'write every policy that a configuration involves, one file each, and an index of them',
  usage: `${ALL} [options]`,
  options: OPTIONS,
  example: `secret-rotation policy ${ALL} --config rotation.yaml --account 123456789012 -o policies`,
  notes: NOTES,
  run: async ({ values, terminal }) => {
    const policies = await policiesOf(values);
    const findings = policies.flatMap(findingsOf);
    if (findings.length > 0) return report('policies', findings, false, onStandardError(terminal));
    const files = Object.fromEntries(policies.map(({ file, policy }) => [file, textOf(policy.toJson())]));
    writeFolder(values.output, { index: INDEX, text: policyIndex(basename(values.config), policies), files });
    [INDEX, ...Object.keys(files)].forEach((file) => terminal.out(`${join(values.output, file)}\n`));
    if (values.permissionsBoundary) terminal.err(`note: ${boundaryOfOwnOnly()}\n`);
    return ExitStatus.OK;
  },
};

/** CDKTF and its bindings are loaded for this only. */
async function policiesOf({ config: file, account, ...others }: OptionValues): Promise<InvolvedPolicy[]> {
  const config = await loadedConfig(file);
  const { involvedPolicies } = await import('../app/involved-policies');
  return withFlagNames(`policy ${ALL}`, OPTIONS, () =>
    involvedPolicies(config, account, deployerOptionsOf(others)),
  );
}

/** Whatever is found in a policy of this package, nobody gets it. */
function findingsOf({ file, type, policy, isInline }: InvolvedPolicy): ReportedFinding[] {
  const findings = isInline
    ? PolicyValidator.validateInline([policy])
    : PolicyValidator.validate(policy, type);
  return findings.map((finding) => ({ ...finding, severity: PolicySeverity.ERROR, file }));
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
