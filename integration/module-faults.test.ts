import { onWorkbench } from '../src/rehearsal/workbench';
import { designOf, TerraformRoot } from './terraform-root';

const bench = onWorkbench();

test('a rotation that cannot move keeps the function that it has, however often that fails', async () => {
  const { config, stack, standIn } = bench();
  const { vpcId, subnetIds, databaseSecurityGroupIds } = config.stacks[stack].networks!.private;
  const root = new TerraformRoot(bench().project).writeModule('rotation', designOf('mysql', 'multi-user'));
  const callWith = (name: string): TerraformRoot =>
    root.write({
      'main.tf': `module "rotation" {
  source = "./rotation"

  function_name               = "${name}"
  vpc_id                      = "${vpcId}"
  subnet_ids                  = ${JSON.stringify(subnetIds)}
  database_security_group_ids = ${JSON.stringify(databaseSecurityGroupIds)}
  master_secret_name          = "production/orders-master"

  secrets = {
    orders = { name = "production/orders", automatically_after_days = 30 }
  }
}
`,
    });
  await callWith('SecretsManager-first').init();
  await root.apply();

  callWith('SecretsManager-second');
  await standIn.setFaults({ calls: [{ operation: 'RotateSecret', answer: 'refused', times: 100 }] });
  await expect(root.apply()).rejects.toThrow(/RotateSecret/);
  await expect(root.apply()).rejects.toThrow(/RotateSecret/);
  expect((await bench().ledger()).takenInUse).toEqual([]);

  await standIn.setFaults({ calls: [] });
  await root.apply();
  const { rotations, takenInUse } = await bench().ledger();
  expect(rotations.map(({ function: { FunctionName } }) => FunctionName)).toEqual([
    'SecretsManager-first',
    'SecretsManager-second',
  ]);
  expect(takenInUse).toEqual([]);
  expect((await bench().inventory()).functions.map(({ FunctionName }) => FunctionName)).toEqual([
    'SecretsManager-second',
  ]);
  expect(await root.plan()).toContain('No changes.');
});
