import { endpointPrefixes } from '../catalogue/partition';
import { privateDnsMissing } from '../rotation/problems';
import { condition, dataSource, expression, goesLast, locals, nestedBlock, resource } from './blocks';
import { MasterManager, ModuleDesign } from './design';
import { Block } from './hcl/block';
import { escapeText } from './hcl/value';
import { rule } from './network-blocks';
import { endpointMissing } from './problems';

const HTTPS = 443;

const ANYWHERE = '0.0.0.0/0';

/** A service that the function calls, and what it is called in this module. */
export interface CalledService {
  /** As it stands in the service's host name. */
  readonly service: string;
  readonly title: string;
  /** What the names of its resources start with; nothing for the service that every function calls. */
  readonly prefix: string;
  /** The variable that says how it is reached, with which the names of the others start. */
  readonly variable: string;
  /** What its endpoints are called: text with expressions in it. */
  readonly endpointName: string;
}

const SECRETS_MANAGER: CalledService = {
  service: 'secretsmanager',
  title: 'Secrets Manager',
  prefix: '',
  variable: 'secrets_manager_endpoint',
  endpointName: endpointName('secretsmanager'),
};

const OF_MANAGERS: Readonly<Record<MasterManager, CalledService>> = {
  rds: {
    service: 'rds',
    title: 'Amazon RDS',
    prefix: 'rds_',
    variable: 'rds_endpoint',
    endpointName: endpointName('rds'),
  },
  redshift: {
    service: 'redshift',
    title: 'Amazon Redshift',
    prefix: 'redshift_',
    variable: 'redshift_endpoint',
    endpointName: `\${var.redshift_warehouse == "serverless" ? "${endpointName('redshift-serverless')}" : "${endpointName('redshift')}"}`,
  },
};

/** The services that a function calls besides the database. */
export function calledServices({ masterManager }: ModuleDesign): readonly CalledService[] {
  return masterManager === undefined ? [SECRETS_MANAGER] : [SECRETS_MANAGER, OF_MANAGERS[masterManager]];
}

/** In some partitions the endpoints of some services have another prefix. */
function endpointName(service: string): string {
  const [[, usual], ...others] = Object.entries(endpointPrefixes(service));
  const exceptions = others.filter(([, prefix]) => prefix !== usual);
  const prefix = exceptions.reduce(
    (otherwise, [partition, own]) => `local.partition == "${partition}" ? "${own}" : ${otherwise}`,
    `"${usual}"`,
  );
  return `${exceptions.length === 0 ? usual : `\${${prefix}}`}.\${local.region}.${service}`;
}

/** The interface endpoint of a service: created, existing or none, and the rules on the way to it. */
export function endpointBlocks(called: CalledService): Block[] {
  return [
    endpointLocals(called),
    existingEndpoint(called),
    endpointGroup(called),
    endpoint(called),
    endpointEgress(called),
    endpointIngress(called),
  ];
}

/** Without an endpoint the function goes through a NAT gateway. */
export function internetEgress(called: readonly CalledService[]): Block {
  const without = called.map(({ variable }) => `var.${variable} == "none"`);
  const isMissing = without.length === 1 ? without[0] : `(${without.join(' || ')})`;
  return rule(
    'aws_vpc_security_group_egress_rule',
    'internet_egress',
    'Without an endpoint the function goes through a NAT gateway to the internet, where AWS has no addresses that keep still.',
    {
      count: expression(`local.creates_function_group && ${isMissing} ? 1 : 0`),
      security_group_id: expression('one(aws_security_group.function[*].id)'),
      cidr_ipv4: ANYWHERE,
    },
    HTTPS,
  );
}

/** The function is told the host of Secrets Manager; of every other service it knows the usual one. */
function existingEndpoint({ service, title, prefix, variable }: CalledService): Block {
  const { message: noPrivateDns } = privateDnsMissing(`\${var.${variable}_id}`, service);
  const { message: noId } = endpointMissing(variable);
  return dataSource(
    'aws_vpc_endpoint',
    `${prefix}existing`,
    `The endpoint for ${title} that is there already.`,
    {
      count: expression(`local.${prefix}uses_endpoint ? 1 : 0`),
      id: expression(`var.${variable}_id`),
    },
    nestedBlock(
      'lifecycle',
      {},
      condition('precondition', `var.${variable}_id != null`, `"${escapeText(noId)}"`),
      ...(prefix === ''
        ? []
        : [condition('postcondition', 'self.private_dns_enabled', inText(noPrivateDns))]),
    ),
  );
}

/** A message between quotation marks, whose expressions stay. */
function inText(message: string): string {
  return `"${message.replace(/"/g, '\\"').replace(/\\"(\$\{[^}]*\})\\"/g, '$1')}"`;
}

function endpointLocals({ title, prefix, variable }: CalledService): Block {
  const existing = `data.aws_vpc_endpoint.${prefix}existing`;
  const groupId = `coalesce(var.${variable}_security_group_id, tolist(endpoint.security_group_ids)[0])`;
  return locals(`How the function reaches ${title}. The rules of an existing endpoint may be its owner's.`, {
    [`${prefix}creates_endpoint`]: expression(`local.in_vpc && var.${variable} == "create"`),
    [`${prefix}uses_endpoint`]: expression(`local.in_vpc && var.${variable} == "existing"`),
    [`${prefix}opens_endpoint`]: expression(
      `local.${prefix}creates_endpoint || (local.${prefix}uses_endpoint && var.${variable}_rules == "create")`,
    ),
    [`${prefix}existing_group_ids`]: expression(`[for endpoint in ${existing} : ${groupId}]`),
    [`${prefix}endpoint_group_id`]: expression(
      `one(concat(aws_security_group.${prefix}endpoint[*].id, local.${prefix}existing_group_ids))`,
    ),
  });
}

function endpointGroup({ service, title, prefix }: CalledService): Block {
  return resource(
    'aws_security_group',
    `${prefix}endpoint`,
    `The security group of the endpoint for ${title}. It lets rotation functions in, and nobody else.`,
    {
      count: expression(`local.${prefix}creates_endpoint ? 1 : 0`),
      name_prefix: `${service}-endpoint-`,
      description: `Endpoint of ${service}: rotation functions on 443`,
      vpc_id: expression('var.vpc_id'),
      tags: expression('var.tags'),
    },
    goesLast({ ignore_changes: [expression('name_prefix'), expression('description')] }),
  );
}

function endpoint({ title, prefix, endpointName: name }: CalledService): Block {
  return resource(
    'aws_vpc_endpoint',
    `${prefix}endpoint`,
    `The way to ${title} for functions without internet access. Private DNS leads the service's usual host name there, so a VPC can have one such endpoint. Its service never changes, though a plan may not know its name: see the function.`,
    {
      count: expression(`local.${prefix}creates_endpoint ? 1 : 0`),
      vpc_id: expression('var.vpc_id'),
      service_name: name,
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: expression('coalescelist(var.endpoint_subnet_ids, var.subnet_ids)'),
      security_group_ids: expression(`aws_security_group.${prefix}endpoint[*].id`),
      tags: expression('var.tags'),
    },
    goesLast({ ignore_changes: [expression('service_name')] }),
  );
}

function endpointEgress({ prefix, variable }: CalledService): Block {
  return rule(
    'aws_vpc_security_group_egress_rule',
    `${prefix}endpoint_egress`,
    "Out of the function's group to the endpoint.",
    {
      count: expression(`local.creates_function_group && var.${variable} != "none" ? 1 : 0`),
      security_group_id: expression('one(aws_security_group.function[*].id)'),
      referenced_security_group_id: expression(`local.${prefix}endpoint_group_id`),
    },
    HTTPS,
  );
}

function endpointIngress({ prefix }: CalledService): Block {
  return rule(
    'aws_vpc_security_group_ingress_rule',
    `${prefix}endpoint_ingress`,
    "Into the endpoint's group from each of the function's.",
    {
      count: expression(`local.${prefix}opens_endpoint ? local.function_group_count : 0`),
      security_group_id: expression(`local.${prefix}endpoint_group_id`),
      referenced_security_group_id: expression('local.function_group_ids[count.index]'),
    },
    HTTPS,
  );
}
