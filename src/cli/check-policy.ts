import { policyFileTooLarge } from './problems';
import { PolicyFinding, PolicySeverity } from '../policy/policy-finding';
import { PolicyType } from '../policy/policy-type';
import { PolicyValidator } from '../policy/policy-validator';
import { Command } from './command';
import { readInput } from './read-input';
import { report } from './report';

const MOST_BYTES = 256 * 1024;

const EXAMPLE = `echo '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"}}' | secret-rotation check-policy -`;

const NOTES = `Exit status: 0 no error, 1 an error was found, 2 the call was wrong
The rules: docs/policy-rules.md`;

export const checkPolicy: Command = {
  name: 'check-policy',
  summary: 'find what is wrong with an IAM policy',
  args: [{ name: '<file>', description: 'the file that holds the policy, or - for the standard input' }],
  options: [
    {
      flags: '--type <type>',
      description: 'what the policy belongs to',
      choices: Object.values(PolicyType),
      defaultValue: PolicyType.IDENTITY,
    },
    { flags: '--json', description: 'print the findings as JSON' },
  ],
  example: EXAMPLE,
  notes: NOTES,
  run: ({ args: [file = '-'], values: { type, json }, terminal }) => {
    const { text, isLarger } = readInput(file, terminal.input, MOST_BYTES);
    const findings = isLarger ? [tooLarge()] : PolicyValidator.validateText(text, type);
    return report(file === '-' ? 'standard input' : file, findings, json === true, terminal);
  },
};

function tooLarge(): PolicyFinding {
  const { code, message } = policyFileTooLarge(MOST_BYTES);
  return { rule: code, severity: PolicySeverity.ERROR, path: '', message };
}
