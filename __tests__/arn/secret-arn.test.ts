import { isFullSecretArn, isSecretArn, secretArnsInPolicy, secretNameOf } from '../../src/arn/secret-arn';

const PARTIAL = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders';
const FULL = `${PARTIAL}-AbCd12`;

describe('a secret’s ARN', () => {
  test('is full with its last six characters, and partial without', () => {
    expect([FULL, PARTIAL].map(isSecretArn)).toEqual([true, true]);
    expect([FULL, PARTIAL].map(isFullSecretArn)).toEqual([true, false]);
  });

  test.each([
    'production/orders',
    'arn:aws:lambda:us-east-1:111122223333:function:orders-AbCd12',
    'arn:aws:secretsmanager:us-east-1:1111:secret:orders-AbCd12',
    '',
  ])('is not %j', (text) => {
    expect(isSecretArn(text)).toBe(false);
  });

  test('stands in a policy as it is when it is full', () => {
    expect(secretArnsInPolicy(FULL)).toEqual([FULL]);
  });

  test('is matched by six question marks in a policy when it is partial', () => {
    expect(secretArnsInPolicy(PARTIAL)).toEqual([`${PARTIAL}-??????`]);
  });

  test('stands in a policy both ways when its name may end as a full ARN does', () => {
    const ambiguous = `${PARTIAL}-master`;

    expect(secretArnsInPolicy(ambiguous)).toEqual([ambiguous, `${ambiguous}-??????`]);
  });

  test.each(['${data.aws_secretsmanager_secret.master.arn}', 'TfToken[TOKEN.1]'])('passes %s on', (token) => {
    expect(secretArnsInPolicy(token)).toEqual([token]);
  });

  test('gives the name of a secret in China, too', () => {
    expect(secretNameOf('arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:orders/master')).toBe(
      'orders/master',
    );
  });
});
