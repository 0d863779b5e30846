import { Problem } from '../../problem';
import { escapeText } from '../hcl/value';

/** What stands in a message for the value that is given, until Terraform knows it. */
export const GIVEN = 'GIVEN';

/** A message of the library's with an expression for what was given. */
export function wording(problem: Problem, given: string): string {
  return `"${partsOf(problem).map(escapeText).join(`\${${given}}`)}"`;
}

/** The same with a placeholder of `format` for what was given. */
export function wordingToFormat(problem: Problem): string {
  const [first, ...rest] = partsOf(problem).map((part) => escapeText(part.replace(/%/g, '%%')));
  return `"${first}${rest.map((part) => `%s${part}`).join('')}"`;
}

function partsOf({ message }: Problem): string[] {
  return inSnakeCase(message).split(new RegExp(`"?${GIVEN}"?`));
}

/** The library's names of inputs are those of properties, Terraform's are in snake case. */
function inSnakeCase(message: string): string {
  return message.replace(/"[a-z]+([A-Z][a-z]+)+"/g, (name) =>
    name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
  );
}
