import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

/** What takes something from a function that still rotates, or the function itself. */
const TAKES_AWAY = /^(DELETE|Delete|RevokeSecurityGroupIngress)/;

describe('a rotation whose strategy changes', () => {
  test('moves to the new function before the old one goes, and back again', async () => {
    await bench().deploy();

    await bench().change((stack) => {
      stack.rotations.orders.strategy = 'single-user';
      delete stack.rotations.orders.masterSecret;
    });
    await bench().project.apply('production');
    await expectOneFunction('SecretsManager-production-mysql-single-user-private');
    expect(await bench().project.plan('production')).toContain('No changes.');

    await bench().change(() => undefined);
    await bench().project.apply('production');
    await expectOneFunction('SecretsManager-production-mysql-multi-user-private');
    await expectNothingTakenAwayBeforeMoves();
  });
});

/** The old function is gone, with its groups, policy and rules; the secret rotates with the new one. */
async function expectOneFunction(name: string): Promise<void> {
  const { functions, secrets, securityGroups, rolePolicies } = await bench().inventory();
  expect(functions.map(({ FunctionName }) => FunctionName)).toEqual([name]);
  expect(secrets.find(({ Name }) => Name === 'production/orders')).toMatchObject({
    RotationEnabled: true,
    RotationLambdaARN: functions[0].FunctionArn,
  });
  expect(securityGroups.filter(({ GroupName }) => GroupName.startsWith('SecretsManager'))).toHaveLength(1);
  expect(Object.keys(rolePolicies)).toHaveLength(1);
}

/** Each apply makes things, then rotates, then takes away: the deletions of one lie before the next one's creations. */
async function expectNothingTakenAwayBeforeMoves(): Promise<void> {
  const { operations } = await bench().ledger();
  const untilFirstRotation = operations.indexOf('RotateSecret');
  const moves = operations.slice(untilFirstRotation + 1);
  const firstDeletion = moves.findIndex((operation) => TAKES_AWAY.test(operation));
  const firstMove = moves.indexOf('RotateSecret');
  expect(operations.slice(0, untilFirstRotation).filter((operation) => TAKES_AWAY.test(operation))).toEqual(
    [],
  );
  expect(firstDeletion).toBeGreaterThan(firstMove);

  const secondMove = moves.lastIndexOf('RotateSecret');
  const lastCreation = moves.lastIndexOf('ExecuteChangeSet');
  const between = moves.slice(lastCreation, secondMove);
  expect(between.filter((operation) => TAKES_AWAY.test(operation))).toEqual([]);
  expect(moves.slice(secondMove)).toContain('DeleteStack');
}
