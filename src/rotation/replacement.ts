/**
 * The lifecycle of whatever a rotation needs. When a rotation moves to another function, the new one and all that it needs
 * are made first, then the rotation moves, and the old one goes last: without it Terraform starts with the deletion, and
 * an apply that fails half way leaves the secret with no function at all.
 */
export const GOES_LAST = { createBeforeDestroy: true } as const;
