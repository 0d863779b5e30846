import {
  conditionServiceMalformed,
  principalWildcard,
  serviceNameMisspelt,
  servicePrincipalMalformed,
} from '../../problems';
import { PARTITIONS } from '../../../catalogue/partition';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicySeverity } from '../../policy-finding';
import { placeholders, principals } from '../../data/service-names.json';
import { SERVICE_PREFIXES } from '../action-table';
import { Located } from '../location';
import { misspellingOf } from '../misspelling';
import { ConditionItem, Item } from '../policy-view';
import { called, perCondition, perStatement, Rule } from './rule';

const MALFORMED = 'INVALID_SERVICE_PRINCIPAL_FORMAT';

/** What the names of services end in, besides `amazon.com` and the names that AWS uses between its own services. */
const SUFFIXES = [...new Set(PARTITIONS.map(({ urlSuffix }) => urlSuffix)), 'amazon.com', 'aws.internal'];

const SUFFIX = new RegExp(`\\.(${SUFFIXES.map((one) => one.replace(/\./g, '\\.')).join('|')})$`);

const KNOWN: ReadonlySet<string> = new Set([
  ...SERVICE_PREFIXES,
  ...principals.split(' '),
  ...placeholders.split(' '),
]);

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

/** The keys whose values are the names of services. */
const SERVICE_KEYS =
  /^(aws:(calledvia(first|last|awsmcp)?|principalservicename(slist)?)|iam:(passedtoservice|awsservicename))$/;

/** The principals that are services are services of AWS. */
export const servicePrincipalsExist: Rule = perStatement(({ principals: all }) =>
  all.filter(({ kind, value }) => kind === 'Service' && !hasToken(value)).flatMap(ofPrincipal),
);

/** The services that conditions name have the form that requests have them in. */
export const conditionsNameServices: Rule = perCondition((condition) => {
  if (condition.lowerKey === 'kms:viaservice') return named(condition).flatMap(ofHost);
  return SERVICE_KEYS.test(condition.lowerKey) ? named(condition).flatMap(ofName) : [];
});

/** The values that are compared, and are whole names. */
function named({ plainOperator, values }: ConditionItem): Item[] {
  if (!plainOperator.startsWith('String')) return [];
  return values.filter(({ value }) => !hasToken(value) && !hasWildcard(value));
}

/** Services call KMS by the host of a region, which is one part more than the principal's name has. */
function ofHost(item: Item): Located[] {
  const name = item.value.replace(SUFFIX, '');
  const isHost = name !== item.value && name.split('.').some((part) => REGION.test(part));
  return isHost ? misspelt(item) : [malformed(item, 'secretsmanager.us-east-1.amazonaws.com')];
}

function ofName(item: Item): Located[] {
  return SUFFIX.test(item.value) ? misspelt(item) : [malformed(item, 'lambda.amazonaws.com')];
}

function malformed(item: Item, example: string): Located {
  return called(MALFORMED, item, conditionServiceMalformed(item.value, example));
}

function misspelt(item: Item): Located[] {
  return unknownService(item).filter(({ severity }) => severity === PolicySeverity.ERROR);
}

function ofPrincipal(item: Item): Located[] {
  const { value } = item;
  if (hasWildcard(value))
    return [called('UNSUPPORTED_WILDCARD_IN_PRINCIPAL', item, principalWildcard(value))];
  if (!/^[a-z0-9.-]+$/.test(value) || !SUFFIX.test(value))
    return [called(MALFORMED, item, servicePrincipalMalformed(value))];
  return unknownService(item);
}

/** The part of a principal that names no service that is known; undefined where it is. */
function serviceIn(principal: string): string | undefined {
  const parts = principal
    .replace(SUFFIX, '')
    .split('.')
    .filter((part) => !REGION.test(part));
  const last = parts[parts.length - 1] ?? '';
  return KNOWN.has(parts.join('.')) || KNOWN.has(last) ? undefined : last;
}

/** A misspelling is refused for certain; other names may be newer than the list. */
function unknownService(item: Item): Located[] {
  const service = serviceIn(item.value);
  if (service === undefined) return [];
  const meant = misspellingOf(service, [...KNOWN]);
  const severity = meant === undefined ? PolicySeverity.WARNING : PolicySeverity.ERROR;
  return [called(MALFORMED, item, serviceNameMisspelt(item.value, service, meant), severity)];
}
