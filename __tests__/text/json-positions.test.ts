import * as fc from 'fast-check';
import { JsonPositions } from '../../src/text/json-positions';
import { Path } from '../../src/text/path';

const TEXT = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "a\\"b,]": { "x": [1, -2.5, true, null, "y"] } },
    {}
  ]
}`;

const placeOf = (path: Path, text = TEXT): string => {
  const { line, column } = new JsonPositions(text, [path]).of(path);
  return `${line}:${column}`;
};

/** Every value in JSON, and the keys that lead to it. */
function places(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const inside = keys.flatMap((key) =>
    places((value as any)[key], [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...(path.length > 0 ? [{ path, value }] : []), ...inside];
}

describe('where a value stands in JSON', () => {
  test.each<[string, Path, string]>([
    ['all of it', [], '1:1'],
    ['a value', ['Version'], '2:14'],
    ['a list', ['Statement'], '3:16'],
    ['an item of a list', ['Statement', 0], '4:5'],
    ['a value under a key with signs of JSON in it', ['Statement', 0, 'a"b,]'], '4:36'],
    ['a number', ['Statement', 0, 'a"b,]', 'x', 1], '4:47'],
    ['a text after other things', ['Statement', 0, 'a"b,]', 'x', 4], '4:65'],
    ['an empty mapping', ['Statement', 1], '5:5'],
    ['what is not there, where the thing around it does', ['Statement', 1, 'Action'], '5:5'],
  ])('is found for %s', (_, path, expected) => {
    expect(placeOf(path)).toBe(expected);
  });

  test('is that of the last of two equal keys, which counts', () => {
    expect(placeOf(['a'], '{"a": 1,\n "a": 2}')).toBe('2:7');
  });

  test('is found for every value of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const all = places(json);
        const positions = new JsonPositions(
          text,
          all.map(({ path }) => path),
        );
        all.forEach(({ path, value }) => {
          const { line, column } = positions.of(path);
          const rest = text
            .split('\n')
            .slice(line - 1)
            .join('\n')
            .slice(column - 1);
          const start =
            typeof value === 'object' && value !== null
              ? Array.isArray(value)
                ? '['
                : '{'
              : JSON.stringify(value);
          expect(rest.startsWith(start)).toBe(true);
        });
      }),
    );
  });
});
