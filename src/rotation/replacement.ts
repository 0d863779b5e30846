import { TerraformResourceLifecycle } from 'cdktf';

/**
 * The lifecycle of whatever a rotation needs. When a rotation moves to another function, the new one and all that it needs
 * are made first, then the rotation moves, and the old one goes last: without it Terraform starts with the deletion, and
 * an apply that fails half way leaves the secret with no function at all.
 */
export const GOES_LAST = { createBeforeDestroy: true } as const;

/**
 * The same for what has a name that nobody goes by. One that was made by hand and is imported keeps its own: for another name or
 * description AWS would have to make it anew.
 */
export function goesLastUnderAnyName(...names: string[]): TerraformResourceLifecycle {
  return { ...GOES_LAST, ignoreChanges: names };
}
