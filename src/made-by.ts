/**
 * Marks an object as made by one of our classes. Another copy of this package knows it too, which an `instanceof` would not, and what
 * merely has the same properties is nothing of ours.
 */
export function markMadeBy(name: string, made: object): void {
  Object.defineProperty(made, markOf(name), { value: true });
}

export function isMadeBy(name: string, given: unknown): boolean {
  return typeof given === 'object' && given !== null && markOf(name) in given;
}

function markOf(name: string): symbol {
  return Symbol.for(`secret-rotation/${name}`);
}
