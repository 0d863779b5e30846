import { acrossServices, global, prefixesOfNoService, withoutWildcards } from '../data/condition-keys.json';
import { KnownAction, serviceData, ServiceData } from './action-table';

/** A condition key as AWS describes it. */
export interface KnownKey {
  /** As AWS writes it, for example `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  /** Of what type its values are: `String`, `ARN`, `Bool`, `Numeric`, `Date`, `DateOrNumeric`, `IPAddress` or `Any`. */
  readonly type: string;
  /** Whether a request may have several values of it. */
  readonly isList: boolean;
  /** Whether its name goes on with what users choose, as that of a tag does: then it may hold anything. */
  readonly isOpen: boolean;
}

/** The keys that one prefix has. */
interface KeyTable {
  readonly exact: ReadonlyMap<string, KnownKey>;
  /** The keys that end in what users choose, by what comes before it. */
  readonly open: ReadonlyMap<string, KnownKey>;
}

/** Where a key's name goes on with what users choose. */
const OPEN_END = /\$\{|<|tag-key$/;

const RESOURCE_TAG = 'aws:resourcetag/';

/** Keys of a service that requests to other services have as well, in lower case. */
const ACROSS_SERVICES = new Set(acrossServices.toLowerCase().split(' '));

/** The prefixes of keys that no service has. Providers of identities have theirs by their host's name. */
export const OTHER_PREFIXES: readonly string[] = prefixesOfNoService.split(' ');

/** The keys that mean somebody, so that a wildcard in them never makes sense, in lower case. */
export const KEYS_WITHOUT_WILDCARDS: ReadonlySet<string> = new Set(withoutWildcards.toLowerCase().split(' '));

const tables = new Map<string, KeyTable | undefined>();

const ofActions = new Map<KnownAction, ReadonlySet<string>>();

/** The part of a key that names a service, `aws`, or a provider of identities. */
export function prefixOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf(':'), 0)).toLowerCase();
}

/** The names of the keys that a prefix has; undefined where the table does not know them. */
export function keyNames(prefix: string): string[] | undefined {
  const table = tableOf(prefix);
  return table && [...table.exact.values(), ...table.open.values()].map(({ name }) => name);
}

/** What AWS says of a key; undefined where it does not exist, or the table does not know its service. */
export function knownKey(key: string): KnownKey | undefined {
  const name = key.toLowerCase();
  const table = tableOf(prefixOf(key));
  return table && (table.exact.get(name) ?? table.open.get(openPart(name, table)));
}

/** Whether a key lacks the name of the tag that it is about, as in `aws:ResourceTag`. */
export function lacksItsEnd(key: string): boolean {
  const table = tableOf(prefixOf(key));
  const name = key.toLowerCase();
  return table !== undefined && !table.exact.has(name) && table.open.has(name.replace(/\/?$/, '/'));
}

/** Whether requests for an action can have a key of a service, or `aws:ResourceTag`. */
export function supportsKey(action: KnownAction, key: string): boolean {
  const name = key.toLowerCase();
  if (ACROSS_SERVICES.has(name)) return true;
  const keys = keysOf(action);
  return keys.has(name) || [...keys].some((one) => /[/:]$/.test(one) && name.startsWith(one));
}

function openPart(name: string, { open }: KeyTable): string {
  return [...open.keys()].find((part) => name.startsWith(part) && name.length > part.length) ?? '';
}

function tableOf(prefix: string): KeyTable | undefined {
  if (!tables.has(prefix)) tables.set(prefix, loadTable(prefix));
  return tables.get(prefix);
}

function loadTable(prefix: string): KeyTable | undefined {
  const keys = prefix === 'aws' ? global : serviceData(prefix)?.keys;
  if (keys === undefined) return undefined;
  const known = Object.entries(keys).flatMap(([type, names]) => keysOfType(prefix, type, names));
  const byName = (some: KnownKey[]): Map<string, KnownKey> =>
    new Map(some.map((one) => [startOf(one.name), one]));
  return {
    exact: byName(known.filter(({ isOpen }) => !isOpen)),
    open: byName(known.filter(({ isOpen }) => isOpen)),
  };
}

function keysOfType(prefix: string, type: string, names: string): KnownKey[] {
  if (names === '') return [];
  const isList = type.startsWith('ArrayOf');
  return names.split(' ').map((name) => ({
    name: fullName(name, prefix),
    type: type.replace('ArrayOf', ''),
    isList,
    isOpen: OPEN_END.test(name),
  }));
}

/** What a key's name starts with before it goes on with what users choose, in lower case. */
function startOf(name: string): string {
  return name.split(OPEN_END)[0].toLowerCase();
}

/** The table leaves out the prefix of the service that it is about. */
function fullName(name: string, prefix: string): string {
  return name.startsWith(':') ? `${prefix}${name}` : name;
}

/** The keys that an action has by itself, and by the resources that it acts on. */
function keysOf(action: KnownAction): ReadonlySet<string> {
  const keys = ofActions.get(action) ?? loadKeys(action, serviceData(action.service)!);
  ofActions.set(action, keys);
  return keys;
}

function loadKeys({ service, name, resources }: KnownAction, data: ServiceData): ReadonlySet<string> {
  const types = resources.map(({ type }) => type);
  const groups = [...groupsWith(data.actionKeys, [name]), ...groupsWith(data.resourceKeys, types)];
  return new Set(groups.flatMap((keys) => keys.split(' ')).map((key) => startOf(fullName(key, service))));
}

function groupsWith(groups: Readonly<Record<string, string>>, names: readonly string[]): string[] {
  return Object.keys(groups).filter((group) => groups[group].split(' ').some((one) => names.includes(one)));
}

/** Whether an action's resources have tags that a policy can ask for. */
export function supportsResourceTags(action: KnownAction): boolean {
  return keysOf(action).has(RESOURCE_TAG);
}
