import { APPLICATIONS } from '../../src/catalogue/find-application';
import { endOf, endsWithin, runtimeOf } from '../../src/catalogue/runtime';
import { known, knownForDb2, runtimes, source } from '../../src/catalogue/runtimes.json';

describe('the runtime of a version', () => {
  test.each([
    ['mysql', '1.1.671', 'python3.12', '2028-10-31'],
    ['mysql', '1.1.618', 'python3.10', '2026-10-31'],
    ['mysql', '1.1.380', 'python3.9', '2025-12-15'],
    ['mysql', '1.1.440', 'python3.9 to python3.10', '2026-10-31 at the latest'],
    ['mysql', '1.0.117', 'python3.7 or older', '2023-12-04 at the latest'],
    ['mysql', '1.1.1', 'python3.7 or older', '2023-12-04 at the latest'],
    ['mysql', '1.1.671-beta.1', 'python3.12', '2028-10-31'],
    ['mysql', '1.1.99', 'python3.7 or older', '2023-12-04 at the latest'],
    ['db2', '1.1.272', 'python3.12', '2028-10-31'],
    ['db2', '1.1.222', 'python3.12 or older', '2028-10-31 at the latest'],
  ])('of %s %s is %s until %s', (engine, version, name, end) => {
    const runtime = runtimeOf(engine, version, 'aws')!;

    expect([runtime.name, endOf(runtime)]).toEqual([name, end]);
  });

  test.each([
    ['mysql', '1.1.672'],
    ['mysql', '2.0.0'],
    ['db2', '1.1.671'],
  ])('of %s %s, which is newer than all that are known, is not known', (engine, version) => {
    expect(runtimeOf(engine, version, 'aws')).toBeUndefined();
  });

  test('is known for each version of the catalogue', () => {
    const pinned = APPLICATIONS.filter(({ versions }) => versions.aws !== undefined);

    expect(pinned).toHaveLength(16);
    pinned.forEach(({ engine, versions }) => expect(runtimeOf(engine, versions.aws, 'aws')).toBeDefined());
  });

  test.each(['aws-cn', 'aws-us-gov'])('is not known in %s, which counts its versions apart', (partition) => {
    expect(runtimeOf('mysql', '1.1.384', partition)).toBeUndefined();
  });
});

test.each([
  [-1, true],
  [0, true],
  [1, true],
  [90, true],
  [91, false],
])('a runtime that ends in %i days ends within 90, at whatever time of the day: %s', (days, expected) => {
  const midnight = Date.parse('2028-10-31T00:00:00Z') - days * 24 * 60 * 60 * 1000;
  const times = [midnight, midnight + 12 * 60 * 60 * 1000, midnight + 24 * 60 * 60 * 1000 - 1];

  const ends = times.map((time) => endsWithin(90, runtimeOf('mysql', '1.1.671', 'aws')!, new Date(time)));

  expect(ends).toEqual([expected, expected, expected]);
});

describe('the table of runtimes', () => {
  test('names its sources', () => {
    expect(source).toContain('AWS Lambda developer guide');
  });

  test.each([
    ['the line of most applications', known],
    ['the line of Db2', knownForDb2],
  ])('rises in version and runtime in %s', (_, line) => {
    const order = runtimes.map(({ name }) => name);
    const places = line.map(({ runtime }) => order.indexOf(runtime));

    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(line.map(({ version }) => Number(version.split('.')[2]))).toEqual(
      line.map(({ version }) => Number(version.split('.')[2])).sort((one, other) => one - other),
    );
  });
});
