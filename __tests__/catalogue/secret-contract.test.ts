import { RotationApplication } from '../../src/catalogue';
import { APPLICATIONS } from '../../src/catalogue/find-application';
import {
  acceptsEngineWord,
  otherUserName,
  SECRET_CONTRACTS,
  secretContractOf,
  userNamesInTurn,
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
    ['oracle', 'orders_clone', 'ORDERS_CLONE_CLONE'],
    ['oracle', 'orders_CLONE', 'ORDERS'],
  ])('on %s the other user of %s is %s', (engine, name, other) => {
    expect(otherUserName(secretContractOf(engine)!, name)).toBe(other);
  });

  test.each([
    ['mysql', 'orders', ['orders', 'orders_clone', 'orders', 'orders_clone']],
    ['mysql', 'orders_clone_clone', ['orders_clone_clone', 'orders_clone', 'orders', 'orders_clone']],
    ['oracle', 'orders_clone', ['orders_clone', 'ORDERS_CLONE_CLONE', 'ORDERS_CLONE', 'ORDERS']],
  ])('on %s the users that come of %s in three rotations are these', (engine, name, names) => {
    expect(userNamesInTurn(secretContractOf(engine)!, name)).toEqual(names);
  });

  test('names for each refused character the place in the code, and a pattern that compiles', () => {
    const refused = SECRET_CONTRACTS.flatMap((contract) => contract.refusedCharacters);

    expect(refused.filter(({ source, keys }) => source === '' || keys.length === 0)).toEqual([]);
    expect(() => refused.map(({ pattern }) => new RegExp(pattern, 'u'))).not.toThrow();
  });

  test('is kept by the lists of excluded characters that are applications’ own', () => {
    const lacking = SECRET_CONTRACTS.filter(({ engine, requiredExcludeCharacters = '' }) =>
      APPLICATIONS.some(
        (application) =>
          application.engine === engine &&
          !application.defaultExcludeCharacters!.includes(requiredExcludeCharacters),
      ),
    );

    expect(lacking).toEqual([]);
  });
});
