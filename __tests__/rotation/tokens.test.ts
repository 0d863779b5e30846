import {
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformStack,
  Testing,
  Token,
  Tokenization,
} from 'cdktf';
import fc from 'fast-check';
import { resolve } from '../../src/rotation/tokens';

const stack = new TerraformStack(Testing.app(), 'Stack');

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom('', '{', 'e+', '1e+10', '${aws_db_instance.orders.port}', '$${x}', 'orders', '-1.5e+289'),
);

const tokens = fc.constantFrom<unknown>(
  Token.asString(Fn.join('-', ['a', 'b'])),
  `before ${Token.asString(Lazy.stringValue({ produce: () => 'known' }))} after`,
  Token.asNumber(Lazy.numberValue({ produce: () => 3306 })),
  Token.asList(Lazy.listValue({ produce: () => ['a', 'b'] })),
  Token.asNumberList(Lazy.anyValue({ produce: () => [1, 2] })),
  Token.asStringMap(Lazy.anyValue({ produce: () => ({ a: 'b' }) })),
  Lazy.anyValue({ produce: () => ({ a: ['b', undefined] }) }),
  Lazy.anyValue({ produce: () => undefined }),
);

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.constantFrom(true, false, null, undefined),
    tokens,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch {
    return 'an error';
  }
}

test('a value is resolved to what CDKTF resolves it to', () => {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const byCdktf = (value: unknown): unknown =>
    Tokenization.resolve(value, { scope: stack, resolver, preparing: false });

  fc.assert(
    fc.property(values, (value) => {
      expect(outcomeOf(() => resolve(stack, value))).toStrictEqual(outcomeOf(() => byCdktf(value)));
    }),
    { numRuns: 2000 },
  );
});
