import { Option } from 'commander';
import { policyFileTooLarge } from '../problem';
import { PolicyFinding, PolicySeverity } from '../policy/policy-finding';
import { PolicyType } from '../policy/policy-type';
import { PolicyValidator } from '../policy/policy-validator';
import { readInput } from './read-input';
import { report } from './report';
import { Define } from './run';

const MOST_BYTES = 256 * 1024;

const EXAMPLE = `
Example:
  $ echo '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"}}' | secret-rotation check-policy -

Exit status: 0 no error, 1 an error was found, 2 the call was wrong
The rules: docs/policy-rules.md`;

interface CheckPolicyOptions {
  readonly type: PolicyType;
  readonly json?: boolean;
}

export const defineCheckPolicy: Define = (command, terminal, end) => {
  command
    .argument('<file>', 'the file that holds the policy, or - for the standard input')
    .addOption(
      new Option('--type <type>', 'what the policy belongs to')
        .choices(Object.values(PolicyType))
        .default(PolicyType.IDENTITY),
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', EXAMPLE)
    .action((file: string, { type, json }: CheckPolicyOptions) => {
      const { text, isLarger } = readInput(file, terminal.input, MOST_BYTES);
      const findings = isLarger ? [tooLarge()] : PolicyValidator.validateText(text, type);
      end(report(file === '-' ? 'standard input' : file, findings, json === true, terminal));
    });
};

function tooLarge(): PolicyFinding {
  const { code, message } = policyFileTooLarge(MOST_BYTES);
  return { rule: code, severity: PolicySeverity.ERROR, path: '', message };
}
