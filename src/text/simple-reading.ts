import { isMapping } from './mapping';
import { MARKS } from './marks';
import { Path } from './path';
import { Reading, TextSpot } from './reading';
import { VALUES } from './simple-builder';
import { NotSimple } from './simple-cursor';
import { offsetIn, originIn, Place, PLACES } from './simple-places';
import { readSimple, SimpleText } from './simple-text';

/** Reads a text in which nothing is wrong and little is written in more than one way, or tells where it is another. */
export function readSimply(text: string): Reading | NotSimple {
  const simple = readSimple(text, VALUES);
  return simple instanceof NotSimple ? simple : new SimpleReading(text, simple);
}

/** A text is gone through a second time where somebody asks where something stands in it. */
class SimpleReading implements Reading {
  public readonly data: unknown;
  public readonly problems = [];
  private readonly hasMarks: boolean;
  private known?: Place;

  public constructor(
    private readonly text: string,
    { content, hasMarks }: SimpleText<unknown>,
  ) {
    this.data = content;
    this.hasMarks = hasMarks;
  }

  public get markedTexts(): TextSpot[] {
    return this.hasMarks ? markedIn(this.data, this.places, []) : [];
  }

  public offsetOf(path: Path, atKey: boolean): number {
    return offsetIn(this.places, path, atKey);
  }

  public originOf(path: Path): number {
    return originIn(this.places, path);
  }

  private get places(): Place {
    return (this.known ??= placesIn(this.text));
  }
}

function placesIn(text: string): Place {
  const simple = readSimple(text, PLACES);
  if (simple instanceof NotSimple) throw simple;
  return simple.content;
}

function markedIn(data: unknown, { start, entries, items }: Place, path: Path): TextSpot[] {
  if (Array.isArray(data)) {
    return data.flatMap((item, index) => markedIn(item, items![index], [...path, index]));
  }
  if (!isMapping(data)) return marked(data, start, path, false);
  return [...entries!].flatMap(([key, { keyStart, value }]) => [
    ...marked(key, keyStart, [...path, key], true),
    ...markedIn(data[key], value, [...path, key]),
  ]);
}

function marked(text: unknown, offset: number, path: Path, atKey: boolean): TextSpot[] {
  return typeof text === 'string' && MARKS.test(text) ? [{ text, path, offset, atKey, origin: offset }] : [];
}
