/** A configuration has errors. The message names them all, as people read them. */
export class ConfigInvalid extends Error {}
