import {
  addressMalformed,
  addressesPrivate,
  conditionValueTooOpen,
  dateImpossible,
  networkIdMalformed,
  notKeyArn,
  regionUnknown,
  someAddressesPrivate,
} from '../../problems';
import { BlockList, isIP } from 'net';
import { partitionOf } from '../../../catalogue/partition';
import { REGIONS } from '../../../catalogue/regions';
import { nearest } from '../../../problem';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicySeverity } from '../../policy-finding';
import { placeholders, regions } from '../../data/service-names.json';
import { KEYS_WITHOUT_WILDCARDS } from '../condition-keys';
import { Located } from '../location';
import { hasVariable } from '../variables';
import { ConditionItem, Item } from '../policy-view';
import { called, perCondition, Rule } from './rule';

/** What AWS's guides write where an id is meant. */
const PLACEHOLDERS = placeholders.split(' ');

const REGION_KEYS =
  /^(aws:requestedregion|ec2:region|secretsmanager:(addreplicaregions|secretprimaryregion))$/;

/** All regions, and what stands for a request to none. */
const KNOWN_REGIONS: readonly string[] = [...REGIONS, ...regions.split(' '), 'aws-global', 'global'];

const KEY_ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

const NETWORK_IDS: Readonly<
  Record<string, { readonly id: RegExp; readonly prefix: string; readonly code: string }>
> = {
  'aws:sourcevpc': { id: /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/i, prefix: 'vpc', code: 'INVALID_VPC_FORMAT' },
  'aws:sourcevpce': { id: /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/i, prefix: 'vpce', code: 'INVALID_VPCE_FORMAT' },
};

const KEY_ARN_KEYS = ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'secretsmanager:kmskeyarn'];

/** What the values of a few keys look like. */
export const valuesHaveTheirForm: Rule = perCondition((condition) => [
  ...ofNetwork(condition),
  ...ofKey(condition),
  ...ofRegion(condition),
  ...ofDate(condition),
]);

/** The values that are whole: no pattern, and known already. */
function whole({ plainOperator, values }: ConditionItem): Item[] {
  if (plainOperator === 'Null') return [];
  return values.filter(({ value }) => !hasToken(value) && !hasWildcard(value));
}

function ofNetwork(condition: ConditionItem): Located[] {
  const network = NETWORK_IDS[condition.lowerKey];
  if (network === undefined) return [];
  return whole(condition)
    .filter(({ value }) => !network.id.test(value) && !PLACEHOLDERS.includes(value))
    .map((item) => called(network.code, item, networkIdMalformed(item.value, network.prefix)));
}

function ofKey(condition: ConditionItem): Located[] {
  if (!KEY_ARN_KEYS.includes(condition.lowerKey)) return [];
  return whole(condition)
    .filter(({ value }) => !KEY_ARN.test(value))
    .map((item) => called('INVALID_KMS_KEY_VALUE', item, notKeyArn(item.value)));
}

function ofRegion(condition: ConditionItem): Located[] {
  if (!REGION_KEYS.test(condition.lowerKey)) return [];
  return whole(condition).flatMap((item) => regionFindings(item, item.value, 'INVALID_REGION'));
}

/** What is wrong with a region's name. A list of them ages, so what has the form of one is told in passing only. */
export function regionFindings(item: Item, region: string, code: string): Located[] {
  if (KNOWN_REGIONS.includes(region)) return [];
  const meant = nearest(region, REGIONS);
  const isWrong = meant !== undefined && partitionOf(region) === undefined;
  const severity = isWrong ? PolicySeverity.ERROR : PolicySeverity.WARNING;
  return [called(code, item, regionUnknown(region, isWrong ? meant : undefined), severity)];
}

const DATE = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?)?/i;

function ofDate(condition: ConditionItem): Located[] {
  if (!condition.plainOperator.startsWith('Date')) return [];
  return whole(condition)
    .filter(({ value }) => isImpossible(value))
    .map((item) => called('TYPE_MISMATCH_DATE', item, dateImpossible(item.value)));
}

/** Whether there is no such day or time. */
function isImpossible(date: string): boolean {
  const parts = DATE.exec(date)
    ?.slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (parts === undefined) return false;
  const [year, month, day = 1, hours = 0, minutes = 0, seconds = 0] = parts as number[];
  const most = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month < 1 || month > 12 || day < 1 || day > most || hours > 23 || minutes > 59 || seconds > 60;
}

/** Wildcards in the keys that mean somebody mean anybody. */
export const valuesMeanSomebody: Rule = perCondition(({ plainOperator, lowerKey, key, values }) =>
  KEYS_WITHOUT_WILDCARDS.has(lowerKey) && plainOperator.includes('Like')
    ? values
        .filter(({ value }) => hasWildcard(value) || hasVariable(value))
        .map((item) =>
          called(
            hasVariable(item.value) ? 'VARIABLE_USAGE_TOO_PERMISSIVE' : 'WILDCARD_USAGE_TOO_PERMISSIVE',
            item,
            conditionValueTooOpen(item.value, key),
          ),
        )
    : [],
);

const PRIVATE_RANGES = (
  [
    ['10.0.0.0', 8, 'ipv4'],
    ['172.16.0.0', 12, 'ipv4'],
    ['192.168.0.0', 16, 'ipv4'],
    ['127.0.0.0', 8, 'ipv4'],
    ['fc00::', 7, 'ipv6'],
  ] as const
).map(([start, bits, family]) => {
  const addresses = new BlockList();
  addresses.addSubnet(start, bits, family);
  return { bits, family, addresses };
});

/** The addresses of conditions are addresses, and those that AWS sees are public. */
export const addressesAreSeen: Rule = perCondition((condition) => {
  const { plainOperator, lowerKey } = condition;
  if (!/^(Not)?IpAddress$/.test(plainOperator)) return [];
  const items = condition.values.filter(({ value }) => !hasToken(value));
  const wrong = items.filter(({ value }) => !isRange(value));
  if (wrong.length > 0)
    return wrong.map((item) => called('TYPE_MISMATCH_IP_RANGE', item, addressMalformed(item.value)));
  return lowerKey === 'aws:sourceip' ? privateAddresses(condition, items) : [];
});

function privateAddresses(condition: ConditionItem, items: readonly Item[]): Located[] {
  const found = items.filter(({ value }) => isPrivate(value));
  if (found.length === 0) return [];
  const code = condition.plainOperator === 'NotIpAddress' ? 'PRIVATE_NOT_IP_ADDRESS' : 'PRIVATE_IP_ADDRESS';
  const addresses = found.map(({ value }) => value);
  return found.length === condition.values.length
    ? [called(code, condition, addressesPrivate(addresses, condition.operator))]
    : [called(`${code}_SUBSET`, condition, someAddressesPrivate(addresses), PolicySeverity.WARNING)];
}

function isRange(value: string): boolean {
  const [address, bits, ...more] = value.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

/** A range is private when all of it is in a private one. */
function isPrivate(range: string): boolean {
  const [address, bits = '128'] = range.split('/');
  const given = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return PRIVATE_RANGES.some(
    ({ bits: most, family, addresses }) =>
      family === given && Number(bits) >= most && addresses.check(address, given),
  );
}
