import { actionUnknown, serviceUnknown } from '../../problems';
import { nearest } from '../../../problem';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { actionsMeant, knownService, SERVICE_PREFIXES } from '../action-table';
import { Located } from '../location';
import { misspellingOf } from '../misspelling';
import { actions as apiNames } from '../../data/api-names.json';
import { ended } from '../../data/service-names.json';
import { Rule, perStatement } from './rule';
import { isAboutRoles } from './trust-actions';

/** Operations of the API whose action has another name. */
const API_NAMES = new Map(Object.entries(apiNames).map(([name, action]) => [name.toLowerCase(), action]));

/** The prefixes of services that ended: AWS's own policies still have them. */
const ENDED: ReadonlySet<string> = new Set(ended.split(' '));

/** What does not belong into a trust policy is told as that. */
export const actionsExist: Rule = perStatement(({ actions }, { type }) =>
  actions
    .filter(({ value }) => type !== PolicyType.TRUST || isAboutRoles(value))
    .flatMap(({ value, path }) => problemsOf(value).map((one) => ({ path, ...one }))),
);

function problemsOf(action: string): Omit<Located, 'path'>[] {
  if (action.startsWith('*') || hasToken(action)) return [];
  const [prefix, name] = action.split(':');
  const service = prefix.toLowerCase();
  if (!SERVICE_PREFIXES.has(service)) return [unknownService(action, service)];
  if (actionsMeant(action)?.length !== 0) return [];
  const problem = actionUnknown(action, service, meantBy(action, service, name));
  return [{ problem, accessAnalyzer: 'INVALID_ACTION' }];
}

function meantBy(action: string, service: string, name: string): string | undefined {
  if (hasWildcard(name)) return undefined;
  const names = [...knownService(service)!.actions.values()].map((one) => one.name);
  return API_NAMES.get(action.toLowerCase()) ?? nearest(name, names);
}

/** A misspelling is wrong for certain; other prefixes may be those of services that are gone, or newer than the table. */
function unknownService(action: string, service: string): Omit<Located, 'path'> {
  const meant = ENDED.has(service) ? undefined : misspellingOf(service, [...SERVICE_PREFIXES]);
  return {
    problem: serviceUnknown(action, service, meant),
    accessAnalyzer: 'INVALID_SERVICE_IN_ACTION',
    severity: meant === undefined ? PolicySeverity.WARNING : PolicySeverity.ERROR,
  };
}
