import { Path } from './path';

/** What stands at a place in what was read; undefined where nothing does. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, segment)
        ? (value as Record<string | number, unknown>)[segment]
        : undefined,
    data,
  );
}
