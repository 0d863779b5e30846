/** What is in every text that another program was to put a value into. */
export const MARKS = /[$%<{]/;
