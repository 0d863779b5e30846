import { Finding } from '../config';
import { choice, Problem, quote, SecretRotationError } from '../problem';

/** All errors of a configuration in one; warnings are not among them. */
export const configurationInvalid = (file: string, findings: readonly Finding[]): SecretRotationError =>
  new SecretRotationError(file, findings.filter(({ severity }) => severity === 'error').map(problemOf));

export const noSuchStack = (name: string, names: readonly string[]): Problem => ({
  code: 'NoSuchStack',
  message: `the configuration has no stack ${quote(name)}${choice(name, names)}`,
});

function problemOf({ rule, path, message, line, column }: Finding): Problem {
  const place = [line === undefined ? '' : `line ${line}, column ${column}`, path].filter(Boolean).join(', ');
  return { code: rule, message: place ? `${place}: ${message}` : message };
}
