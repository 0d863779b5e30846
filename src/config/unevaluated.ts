import { expressionNotEvaluated, variableNotExpanded } from './problems';
import { Problem } from '../problem';
import { TextProblem, WrittenText } from '../text/source';

/** The whole of a text, as other programs write a variable that they replace. */
const VARIABLE = /^(\$[A-Za-z_]\w+|%[A-Za-z_]\w+%|<[A-Za-z][\w .:-]{2,}>)$/;

/** In what may have no such sign otherwise, a variable may stand anywhere. */
const VARIABLE_INSIDE = /\$[A-Za-z_]\w+/;

/** What stands between the brackets of a variable: its name, and what to do without it. */
const NAME = /^\s*[A-Za-z_][\w-]*\s*([:?+=-].*)?$/s;

/** Where any character may be meant as itself. */
const ANY_CHARACTERS: ReadonlySet<unknown> = new Set([
  'excludeCharacters',
  'username',
  'dbname',
  'host',
  'ssl',
]);

/** The texts that are written for Terraform or another program to put something in. This file is data, and nobody does. */
export function unevaluatedTexts(texts: readonly WrittenText[]): TextProblem[] {
  return texts.flatMap(({ text, ...place }) => {
    const takesAny = !place.atKey && ANY_CHARACTERS.has(place.path[place.path.length - 1]);
    const problem = problemOf(text, takesAny);
    return problem === undefined ? [] : [{ ...place, problem }];
  });
}

function problemOf(text: string, takesAny: boolean): Problem | undefined {
  if (VARIABLE.test(text) || (!takesAny && VARIABLE_INSIDE.test(text)) || isTemplate(text))
    return variableNotExpanded(text);
  const expression = expressionIn(text);
  if (expression === undefined) return undefined;
  return NAME.test(expression) ? variableNotExpanded(text) : expressionNotEvaluated(text);
}

/** As GitHub, Jinja and Helm write it. */
function isTemplate(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && hasWord(text.slice(start + 2, text.indexOf('}}', start)));
}

/**
 * What is in the first "${…}" or "%{…}" that has a word in it. In a list of characters the signs may stand in this order,
 * and then something else than a word is between them.
 */
function expressionIn(text: string): string | undefined {
  for (let start = nextStart(text, 0); start >= 0;) {
    const end = text.indexOf('}', start);
    if (end < 0) return undefined;
    const inside = text.slice(start + 2, end);
    if (hasWord(inside)) return inside;
    start = nextStart(text, end);
  }
  return undefined;
}

function nextStart(text: string, from: number): number {
  const found = text.slice(from).search(/[$%]\{/);
  return found < 0 ? -1 : from + found;
}

function hasWord(text: string): boolean {
  return /\w/.test(text);
}
