import { actionUnknown, serviceUnknown } from '../../problems';
import { nearest } from '../../../problem';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { actionsMeant, knownService, SERVICE_PREFIXES } from '../action-table';
import { Located } from '../location';
import { Rule, perStatement } from './rule';
import { isAboutRoles } from './trust-actions';

/** Shorter prefixes are near to many others by chance. */
const MISSPELT_LENGTH = 6;

/** What does not belong into a trust policy is told as that. */
export const actionsExist: Rule = perStatement(({ actions }, { type }) =>
  actions
    .filter(({ value }) => type !== PolicyType.TRUST || isAboutRoles(value))
    .flatMap(({ value, path }) => problemsOf(value).map((one) => ({ path, ...one }))),
);

function problemsOf(action: string): Omit<Located, 'path'>[] {
  if (action === '*' || hasToken(action)) return [];
  const [prefix, name] = action.split(':');
  const service = prefix.toLowerCase();
  if (!SERVICE_PREFIXES.has(service)) return [unknownService(action, service)];
  if (actionsMeant(action)?.length !== 0) return [];
  const known = hasWildcard(name) ? [] : [...knownService(service)!.actions.values()];
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
