import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { PolicyFinding } from '../../src/policy/policy-finding';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { asExpected } from './case';

interface Managed {
  readonly name: string;
  readonly policy: unknown;
}

interface Wrong extends Managed {
  readonly reason: string;
  readonly expectedErrors: readonly any[];
}

const WRONG: readonly Wrong[] = JSON.parse(
  readFileSync(join(__dirname, 'cases', 'aws-managed-errors.json'), 'utf8'),
).cases;

/** Prints the policies that moto has from the IAM API. */
const PRINT = `
import json, moto.iam.aws_managed_policies as managed
policies = json.loads(managed.aws_managed_policies_data)
print(json.dumps([{'name': name, 'policy': policy['Document']} for name, policy in policies.items()]))`;

/** All of AWS's managed policies where moto is installed, and otherwise those that are kept here. */
function managedPolicies(): readonly Managed[] {
  const { status, stdout } = spawnSync('python3', ['-c', PRINT], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return JSON.parse(stdout);
  return [...JSON.parse(readFileSync(join(__dirname, 'cases', 'aws-managed.json'), 'utf8')).cases, ...WRONG];
}

function errorsIn({ policy }: Managed): PolicyFinding[] {
  return PolicyValidator.validateText(JSON.stringify(policy)).filter(({ severity }) => severity === 'error');
}

describe("AWS's managed policies", () => {
  test('have no error, but for their size and for those that match nothing', () => {
    const wrong = managedPolicies().filter((one) =>
      errorsIn(one).some(({ rule }) => rule !== 'PolicyTooLarge'),
    );
    expect(wrong.map(({ name }) => name).sort()).toEqual(WRONG.map(({ name }) => name).sort());
  });

  test.each(WRONG)('$name has an error: $reason', (one) => {
    expect(asExpected(errorsIn(one), one.expectedErrors)).toEqual(one.expectedErrors);
  });
});
