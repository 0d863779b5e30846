import { actionUnknown, nearest, serviceUnknown } from '../../../errors';
import { PolicySeverity } from '../../policy-finding';
import { hasToken } from '../../token';
import { actionsMeant, knownService, SERVICE_PREFIXES } from '../action-table';
import { Located } from '../location';
import { Rule, perStatement } from './rule';

/** Shorter prefixes are near to many others by chance. */
const MISSPELT_LENGTH = 6;

export const actionsExist: Rule = perStatement(({ actions }) =>
  actions.flatMap(({ value, path }) => problemsOf(value).map((one) => ({ path, ...one }))),
);

function problemsOf(action: string): Omit<Located, 'path'>[] {
  if (action === '*' || hasToken(action)) return [];
  const [prefix, name] = action.split(':');
  const service = prefix.toLowerCase();
  if (!SERVICE_PREFIXES.has(service)) return [unknownService(action, service)];
  if (actionsMeant(action)?.length !== 0) return [];
  const known = [...knownService(service)!.actions.values()];
  const names = known.map((one) => one.name);
  return [{ problem: actionUnknown(action, service, name, names) }];
}

/** A misspelling is wrong for certain; other prefixes may be those of services that are gone, or newer than the table. */
function unknownService(action: string, service: string): Omit<Located, 'path'> {
  const meant = nearest(service, [...SERVICE_PREFIXES]);
  const isMisspelt = meant !== undefined && service.length >= MISSPELT_LENGTH;
  return {
    problem: serviceUnknown(action, service, meant),
    severity: isMisspelt ? PolicySeverity.ERROR : PolicySeverity.WARNING,
  };
}
