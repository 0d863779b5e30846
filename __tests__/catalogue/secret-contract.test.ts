import { RotationApplication } from '../../src/catalogue';
import {
  acceptsEngineWord,
  otherUserName,
  SECRET_CONTRACTS,
  secretContractOf,
} from '../../src/catalogue/secret-contract';

const ENGINES = Object.values(RotationApplication).flatMap((one) =>
  one instanceof RotationApplication && one.engine !== undefined ? [one.engine] : [],
);

describe('what rotation functions want of a secret', () => {
  test('is known for every engine that has an application', () => {
    expect(SECRET_CONTRACTS.map(({ engine }) => engine)).toEqual([...new Set(ENGINES)]);
    expect(secretContractOf('constructor')).toBeUndefined();
  });

  test('is one engine for each word', () => {
    const words = SECRET_CONTRACTS.flatMap(({ engineWords }) => engineWords);
    const accepting = (word: string): number =>
      SECRET_CONTRACTS.filter((contract) => acceptsEngineWord(contract, word)).length;

    expect([...words, 'db2-se'].map(accepting)).toEqual([...words, 'db2-se'].map(() => 1));
  });

  test.each([
    ['mysql', 'orders', 'orders_clone'],
    ['mysql', 'orders_clone', 'orders'],
    ['oracle', 'ORDERS', 'ORDERS_CLONE'],
    ['oracle', 'orders_clone', 'orders_clone_CLONE'],
  ])('on %s the other user of %s is %s', (engine, name, other) => {
    expect(otherUserName(secretContractOf(engine)!, name)).toBe(other);
  });
});
