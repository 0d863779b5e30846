import { Scalar } from './simple-scalars';

/** A key and its value, and where the key stands. */
export interface Entry<T> {
  readonly key: string;
  readonly keyStart: number;
  readonly value: T;
}

/** What is made of a text as it is read. Each part starts at an offset in the text. */
export interface Builder<T> {
  scalar(value: Scalar, start: number): T;
  list(items: readonly T[], start: number): T;
  mapping(entries: readonly Entry<T>[], start: number): T;
}

/** Makes the values themselves. */
export const VALUES: Builder<unknown> = {
  scalar: (value) => value,
  list: (items) => items,
  mapping: (entries) => Object.fromEntries(entries.map(({ key, value }) => [key, value])),
};
