import { CHARACTER_CLASSES, MOST_CHARACTERS } from '../../catalogue/exclude-characters';
import { excludedLacks, excludedWholeClass } from '../../catalogue/problems';
import { secretContractOf } from '../../catalogue/secret-contract';
import { Problem } from '../../problem';
import { escapeText } from '../hcl/value';
import { matches } from './rules';
import { Rule } from './validation';

/** Rules of the characters that new passwords of an engine leave out. */
export function excludedCharacters(engine = ''): Rule[] {
  const { requiredExcludeCharacters = '' } = secretContractOf(engine) ?? {};
  return [
    { test: `length(value) <= ${MOST_CHARACTERS}`, problem: tooMany() },
    matches('^[ -~]*$', unprintable()),
    ...Object.entries(CHARACTER_CLASSES).map(leavesSomeOf),
    ...[...requiredExcludeCharacters].map((character) => has(character, engine)),
  ];
}

/** Each class has as many members as a list of all printable characters says. */
function leavesSomeOf([name, members]: [string, RegExp]): Rule {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
  const count = printable.filter((character) => members.test(character)).length;
  return {
    test: `length(toset(regexall("${escapeText(members.source)}", value))) < ${count}`,
    problem: excludedWholeClass(name),
  };
}

function has(character: string, engine: string): Rule {
  return {
    test: `value == "" || contains(split("", value), "${escapeText(character)}")`,
    problem: excludedLacks(character, engine),
  };
}

function tooMany(): Problem {
  return {
    code: 'ExcludedTooMany',
    message: `"exclude_characters" is too long; Secrets Manager takes at most ${MOST_CHARACTERS}, and each needs to stand there once only`,
  };
}

function unprintable(): Problem {
  return {
    code: 'ExcludedUnprintable',
    message:
      '"exclude_characters" has a character that no generated password contains; expected printable ASCII, from the space to "~"',
  };
}
