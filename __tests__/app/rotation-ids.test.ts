import { rotationIds } from '../../src/app/rotation-ids';

const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders';

function idsOf(secrets: Record<string, string>): Record<string, string> {
  const rotations = Object.entries(secrets).map(([name, secret]) => ({ name, secret }));
  return Object.fromEntries(rotationIds(rotations));
}

describe('a rotation', () => {
  test.each([
    ['its name', 'production/orders'],
    ['its ARN', `${ARN}-AbCd12`],
    ['a part of its ARN', ARN],
  ])('is known by its secret, which is given by %s', (_, secret) => {
    expect(idsOf({ orders: secret })).toEqual({ orders: 'production-orders-31e65fc2' });
  });

  test('is known by its secret, whatever it is called itself', () => {
    expect(idsOf({ a: 'orders', b: 'items' })).toEqual({ a: 'orders', b: 'items' });
    expect(idsOf({ a: 'items', b: 'orders' })).toEqual({ a: 'items', b: 'orders' });
  });

  test('is told from one whose secret has another name that looks alike', () => {
    const ids = Object.values(idsOf({ a: 'a/b', b: 'a-b', c: 'a--b', d: 'a/-b', e: 'A/b' }));

    expect(new Set(ids).size).toBe(5);
    expect(ids.filter((id) => id.includes('/'))).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'of a secret that is called %s is no such thing',
    (name) => {
      const { orders } = idsOf({ orders: name });
      expect(orders.startsWith(`${name}-`)).toBe(true);
      expect(orders in {}).toBe(false);
    },
  );

  test('is told from that of another account’s secret of the same name', () => {
    const [one, other] = ['111122223333', '444455556666'].map((account) =>
      ARN.replace('111122223333', account),
    );
    const alone = idsOf({ one }).one;

    expect(idsOf({ one, other })).toEqual({ one: alone, other: `${alone}-444455556666` });
    expect(idsOf({ other, one })).toEqual({ one: alone, other: `${alone}-444455556666` });
  });
});
