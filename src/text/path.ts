import { Problem } from '../problem';

/** The keys and indices that lead from the top of what was read to a place in it. */
export type Path = readonly (string | number)[];

/** A problem and where it is. */
export interface Located {
  readonly problem: Problem;
  readonly path: Path;
}

/** A place in one text, to compare places with. */
export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

/** Whether one place is in another, and not the same. */
export function isInside(path: Path, outer: Path): boolean {
  return path.length > outer.length && outer.every((segment, index) => path[index] === segment);
}
