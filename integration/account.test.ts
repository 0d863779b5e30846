import { StackConfig } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { Workbench } from '../src/rehearsal/workbench';

/** Nobody has this profile, and the stand-in of AWS is another account. */
const ROLE: Partial<StackConfig> = {
  profile: 'production',
  assumeRole: {
    roleArn: 'arn:aws:iam::111122223333:role/deployment',
    externalId: 'rotation',
    sessionName: 'rehearsal',
    duration: '30m',
  },
  allowedAccountIds: ['111122223333'],
};

/** Terraform itself takes no other server for a FIPS endpoint of AWS. What the function calls stays as it is. */
function withoutFipsOfTerraform(text: string): string {
  const json = JSON.parse(text);
  delete json.provider.aws[0].use_fips_endpoint;
  return JSON.stringify(json);
}

let bench: Workbench | undefined;

afterEach(() => bench?.close());

test.each([
  ['a role', 'us-east-1', ROLE, 'secretsmanager'],
  ['FIPS endpoints', 'us-west-2', { ...ROLE, fips: true }, 'secretsmanager-fips'],
])(
  'a stack with %s has all that its rotation needs, and a second plan is empty',
  async (_, region, changes, service) => {
    bench = await Workbench.open({
      version: 1,
      stacks: { production: { ...defaultStack(), ...changes, region } },
    });
    await bench.project.synth();
    bench.project.edit('production', withoutFipsOfTerraform);
    await bench.project.init('production');
    await bench.project.apply('production');

    const { production } = bench.knownStacks;
    const { rotations, calls } = await bench.ledger();
    const { secrets, endpoints } = await bench.inventory();
    const [rotation] = rotations;
    const found = prerequisitesOf(rotation, production.rotations.orders, production, secrets);
    expect(found.filter(({ holds }) => !holds)).toEqual([]);
    expect(rotation.function.Environment.Variables.SECRETS_MANAGER_ENDPOINT).toBe(
      `https://${service}.${region}.amazonaws.com`,
    );
    expect(endpoints.map(({ ServiceName }) => ServiceName)).toEqual([`com.amazonaws.${region}.${service}`]);
    expect(calls.includes('sts:AssumeRole')).toBe(!production.fips);
    expect(await bench.project.plan('production')).toContain('No changes.');
  },
);
