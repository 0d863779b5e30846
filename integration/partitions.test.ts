import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { Workbench } from '../src/rehearsal/workbench';

let bench: Workbench | undefined;

afterEach(() => bench?.close());

describe('another partition', () => {
  test.each([
    {
      region: 'cn-northwest-1',
      application: 'arn:aws-cn:serverlessrepo:cn-north-1:193023089310',
      version: '1.1.440',
      endpoint: 'https://secretsmanager.cn-northwest-1.amazonaws.com.cn',
      partition: 'aws-cn',
    },
    {
      region: 'us-gov-east-1',
      application: 'arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235',
      version: '1.1.383',
      endpoint: 'https://secretsmanager.us-gov-east-1.amazonaws.com',
      partition: 'aws-us-gov',
    },
  ])('is served with its own ARNs, version and host names: $region', async (expected) => {
    const { region, application, version, endpoint, partition } = expected;
    bench = await Workbench.open({ version: 1, stacks: { far: { ...defaultStack(), region } } });
    await bench.deploy();

    const [rotation] = (await bench.ledger()).rotations;
    const { far } = bench.config.stacks;
    const { secrets } = await bench.inventory();
    expect(rotation.application).toEqual({
      arn: `${application}:applications/SecretsManagerRDSMySQLRotationMultiUser`,
      version,
    });
    expect(rotation.function.Environment.Variables.SECRETS_MANAGER_ENDPOINT).toBe(endpoint);
    const [policy] = Object.values(rotation.inlinePolicies);
    expect(policy.Statement[0].Resource).toMatch(new RegExp(`^arn:${partition}:secretsmanager:${region}:`));
    const prerequisites = prerequisitesOf(rotation, far.rotations.orders, far, secrets);
    expect(prerequisites.filter(({ holds }) => !holds)).toEqual([]);
    expect(await bench.project.plan('far')).toContain('No changes.');
  });
});
