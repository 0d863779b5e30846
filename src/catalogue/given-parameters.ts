import { didYouMean, nearest, Problem } from '../problem';
import { parameterIsOurs, parameterNoText, parameterUnknown } from './problems';
import { APPLICATIONS } from './find-application';
import { RotationApplication } from './rotation-application';
import { runtimeOf } from './runtime';

/** The parameters that a function's own settings fill, by what those are called. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['endpoint', 'the network'],
  ['functionName', 'the name of the function'],
  ['vpcSubnetIds', 'the network'],
  ['vpcSecurityGroupIds', 'the network'],
  ['kmsKeyArn', 'kmsKeyArn'],
  ['excludeCharacters', 'excludeCharacters'],
]);

/** The defaults that the templates of all applications have. */
const DEFAULTS: Readonly<Record<string, string>> = {
  invokingServicePrincipal: 'secretsmanager.amazonaws.com',
};

/** Parameters of an application as somebody gave them, by name. */
export type GivenParameters = Readonly<Record<string, string>>;

/** What makes given parameters impossible, each with the name of the parameter. */
export function parameterErrors(given: GivenParameters = {}): [string, Problem][] {
  return Object.entries(given).flatMap(([name, value]): [string, Problem][] => {
    const setting = OURS.get(name);
    if (setting !== undefined) return [[name, parameterIsOurs(name, setting)]];
    return typeof value === 'string' ? [] : [[name, parameterNoText(name, value)]];
  });
}

/** What is odd about them. Which parameters the applications of the catalogue take, nobody has published. */
export function parameterWarnings(
  application: RotationApplication,
  given: GivenParameters = {},
): [string, Problem][] {
  if (!APPLICATIONS.includes(application)) return [];
  const { name: of, parameterNames } = application;
  const unknown = Object.keys(given).filter((name) => !parameterNames.includes(name) && !OURS.has(name));
  return unknown.map((name) => [
    name,
    parameterUnknown(of, name, didYouMean(nearest(name, parameterNames)), parameterNames),
  ]);
}

/**
 * What is sent of given parameters. The provider drops a parameter that has the template's default and then plans a change
 * for ever, so that none of those is.
 */
export function parametersToSend(
  { engine }: RotationApplication,
  given: GivenParameters = {},
  { version = '', partition = '' } = {},
): Record<string, string> {
  const runtime = runtimeOf(engine, version, partition);
  const defaults = { ...DEFAULTS, ...(runtime?.isExact ? { runtime: runtime.name } : {}) };
  const sent = Object.entries(given).filter(
    ([name, value]) => value !== '' && value !== (defaults as Record<string, string>)[name],
  );
  return Object.fromEntries(sent);
}
