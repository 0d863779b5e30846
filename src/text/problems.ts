import { choice, Problem, quote } from '../problem';

export const nestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the file nests deeper than ${most} levels; a configuration needs no more than 8`,
});

export const notYaml = (reason: string): Problem => ({
  code: 'NotYaml',
  message: `this is neither YAML nor JSON: ${reason}`,
});

export const emptyFile = (): Problem => ({
  code: 'EmptyFile',
  message: 'the file holds no configuration; it starts with "version: 1" and "stacks:"',
});

export const duplicateKey = (key: string): Problem => ({
  code: 'DuplicateKey',
  message: `the key ${quote(key)} stands here twice; keep one of the two`,
});

export const policyTooManyCharacters = (characters: number, most: number): Problem => ({
  code: 'DocumentTooLarge',
  message: `the text has ${characters} characters and is not read; a policy has at most 32,768 without white space, and with it ${most} are enough for any`,
});

export const policyNestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the text nests deeper than ${most} levels; a policy needs no more than 7`,
});

export const policyNotJson = (reason: string): Problem => ({
  code: 'NotJson',
  message: `this is not JSON: ${reason}`,
});

export const policyDuplicateKey = (key: string): Problem => ({
  code: 'DuplicateKey',
  message: `the key ${quote(key)} stands here twice, and only the last counts; keep one of the two`,
});

export const unknownKey = (key: string, allowed: readonly string[]): Problem => ({
  code: 'UnknownKey',
  message: `the key ${quote(key)} is unknown${choice(key, allowed)}`,
});
