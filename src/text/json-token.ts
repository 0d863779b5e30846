/**
 * A text in JSON, as a regular expression that takes one step for each character. One that does not end goes to the end of
 * all, so that nobody looks for it again from each quote in it.
 */
export const STRING = '"[^"\\\\]*(?:\\\\[^][^"\\\\]*)*(?:"|\\\\?$)';
