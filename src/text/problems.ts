import { choice, Problem, quote } from '../problem';

export const nestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the file nests deeper than ${most} levels; a configuration needs no more than 8`,
});

export const notUtf8 = (reason: string): Problem => ({
  code: 'EncodingWrong',
  message: `the file is not in UTF-8: ${reason}; save it as UTF-8`,
});

export const tooLargeForYaml = (most: number): Problem => ({
  code: 'FileTooLarge',
  message: `the file has more than ${most} characters, and from here on it is neither JSON nor YAML at its simplest: each key and text in one line, indented with spaces, without comments in brackets, anchors, aliases, tags and keys that stand twice; write it so, or split it into several files of a folder, which are one app together`,
});

export const notYaml = (reason: string): Problem => ({
  code: 'NotYaml',
  message: `this is neither YAML nor JSON: ${reason}`,
});

export const templateLeft = (): Problem => ({
  code: 'VariableNotExpanded',
  message:
    'in "${…}", "%{…}" or "{{…}}" stands a variable or expression of another program that nothing has put a value in for; write the value, or have it filled in before this file is read',
});

export const tagNotRead = (tag: string): Problem => ({
  code: 'TagNotRead',
  message: `${quote(shortTag(tag))} is a tag of YAML, and none is read; write the value itself${tag.startsWith(CORE) ? ', in quotes if it is a text' : '; an id or ARN that is kept elsewhere may be { ssmParameter: NAME }'}`,
});

/** What YAML's own tags begin with, which are written with "!!". */
const CORE = 'tag:yaml.org,2002:';

function shortTag(tag: string): string {
  return tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
}

export const aliasUnknown = (name: string): Problem =>
  notYaml(
    `the alias ${quote(`*${name}`)} stands for nothing: no anchor of this name is before it; put it in quotes if it is a text`,
  );

export const aliasesMultiply = (): Problem =>
  notYaml(
    'its aliases stand for so much that the file would grow beyond measure; write out what they repeat',
  );

export const yamlVersion = (read: string): Problem =>
  notYaml(
    `it says that it is in another version of YAML than ${read}, which is read; remove the line "%YAML"`,
  );

export const keyNotText = (): Problem => ({
  code: 'WrongType',
  message: 'a list or mapping stands here as a key; keys are texts',
});

export const mergeKey = (): Problem => ({
  code: 'MergeKey',
  message:
    'the key "<<" merges mappings, and this is none; name a mapping or a list of mappings, as in <<: *orders or <<: [*orders, *weekly]',
});

export const mergeKeyTwice = (): Problem => ({
  code: 'DuplicateKey',
  message:
    'the key "<<" stands here twice; name all mappings in one list, the one that comes first before the others, as in <<: [*orders, *weekly]',
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
