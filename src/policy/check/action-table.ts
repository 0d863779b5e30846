import { prefixes, services } from '../data/actions.json';
import { parseArn } from '../../arn/arn';
import { hasWildcard, matches, overlap } from '../glob';
import { ResourceItem } from './policy-view';

/** What a service's resources look like in an ARN. */
export interface ResourceForm {
  readonly type: string;
  /** As AWS writes it, for example `arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}`. */
  readonly arn: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** An action as the table knows it. */
export interface KnownAction {
  readonly service: string;
  readonly name: string;
  /** The types of resource that it can be limited to; empty where it acts on the account as a whole. */
  readonly resources: readonly ResourceForm[];
}

export interface KnownService {
  readonly forms: readonly ResourceForm[];
  /** By the name in lower case: IAM does not tell apart the case of actions. */
  readonly actions: ReadonlyMap<string, KnownAction>;
}

/** What the table holds of a service. Names that have the same stand together, each group in one text. */
export interface ServiceData {
  readonly keys: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
  readonly resourceKeys: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
  readonly actionKeys: Readonly<Record<string, string>>;
}

const DATA = new Map<string, ServiceData>(Object.entries(services as Record<string, any>));

const loaded = new Map<string, KnownService>();

/** Several rules ask for the same actions; more than one policy has need not be kept. */
const MOST_REMEMBERED = 5_000;

const meant = new Map<string, readonly KnownAction[] | undefined>();

/** The prefixes of all services of AWS. */
export const SERVICE_PREFIXES: ReadonlySet<string> = new Set(prefixes.split(' '));

/** What the table holds of a service, as it stands there. */
export function serviceData(prefix: string): ServiceData | undefined {
  return DATA.get(prefix);
}

/** A service of the table. */
export function knownService(prefix: string): KnownService | undefined {
  const data = DATA.get(prefix);
  if (data === undefined) return undefined;
  const service = loaded.get(prefix) ?? load(prefix, data);
  loaded.set(prefix, service);
  return service;
}

/** The actions that a statement's text means; undefined where the table does not know the service. */
export function actionsMeant(action: string): readonly KnownAction[] | undefined {
  if (!meant.has(action)) remember(action, search(action));
  return meant.get(action);
}

function remember(action: string, found: readonly KnownAction[] | undefined): void {
  if (meant.size >= MOST_REMEMBERED) meant.clear();
  meant.set(action, found);
}

function search(action: string): readonly KnownAction[] | undefined {
  const [prefix, pattern = '*'] = action.toLowerCase().split(':');
  const known = knownService(prefix)?.actions;
  if (known === undefined) return undefined;
  if (!hasWildcard(pattern))
    return [known.get(pattern)].filter((one): one is KnownAction => one !== undefined);
  return [...known].filter(([name]) => matches(pattern, name)).map(([, one]) => one);
}

/** The forms that a resource of a policy, which may have wildcards, can have. */
export function formsOfResource(
  { value, arn }: ResourceItem,
  forms: readonly ResourceForm[],
): readonly ResourceForm[] {
  if (arn === undefined) return value === '*' ? forms : [];
  return forms.filter((form) => overlap(arn.service, form.service) && overlap(arn.resource, form.resource));
}

function load(service: string, { resources, actions }: ServiceData): KnownService {
  const forms = new Map(Object.entries(resources).map(([type, arn]) => [type, formOf(type, arn)]));
  const known = Object.entries(actions).flatMap(([types, names]) => {
    const of = types === '' ? [] : types.split(',').map((type) => forms.get(type)!);
    return names.split(' ').map((name) => [name.toLowerCase(), { service, name, resources: of }] as const);
  });
  return { forms: [...forms.values()], actions: new Map(known) };
}

function formOf(type: string, arn: string): ResourceForm {
  const { service, region, account, resource } = parseArn(arn)!;
  return { type, arn, service, region, account, resource };
}
