/** A text in JSON, as a regular expression that takes one step for each character. */
export const STRING = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"';
