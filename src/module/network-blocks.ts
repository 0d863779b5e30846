import { expression, goesLast, locals, resource, Settings } from './blocks';
import { Block } from './hcl/block';

const INGRESS = 'aws_vpc_security_group_ingress_rule';

const EGRESS = 'aws_vpc_security_group_egress_rule';

/** The place of the function in a network, and its way to the database. */
export function networkBlocks(): Block[] {
  return [networkLocals(), functionGroup(), databaseEgress(), databaseIngress()];
}

function networkLocals(): Block {
  return locals(
    'Outside a VPC there is nothing to open. In one, the function has a security group of its own unless others are given.',
    {
      in_vpc: expression('length(var.subnet_ids) > 0'),
      opens_database: expression('local.in_vpc && var.database_rules == "create"'),
      creates_function_group: expression('local.in_vpc && length(var.function_security_group_ids) == 0'),
      function_group_count: expression(
        'local.creates_function_group ? 1 : length(var.function_security_group_ids)',
      ),
      function_group_ids: expression(
        'local.creates_function_group ? aws_security_group.function[*].id : var.function_security_group_ids',
      ),
    },
  );
}

function functionGroup(): Block {
  return resource(
    'aws_security_group',
    'function',
    "The function's security group lets out to the database and to what the rotation calls, and nothing in. It stays when the function gets another name: until the rotation has moved, the old one needs the rules that name it.",
    {
      count: expression('local.creates_function_group ? 1 : 0'),
      name_prefix: '${var.function_name}-',
      description: 'Rotation function: out to the database and to Secrets Manager',
      vpc_id: expression('var.vpc_id'),
      tags: expression('var.tags'),
    },
    goesLast({ ignore_changes: [expression('name_prefix'), expression('description')] }),
  );
}

function databaseEgress(): Block {
  return rule(
    EGRESS,
    'database_egress',
    "Out of the function's group to the database. Rules of groups that are given are their owner's affair.",
    {
      count: expression('local.creates_function_group ? length(var.database_security_group_ids) : 0'),
      security_group_id: expression('one(aws_security_group.function[*].id)'),
      referenced_security_group_id: expression('var.database_security_group_ids[count.index]'),
    },
    expression('var.database_port'),
  );
}

function databaseIngress(): Block {
  return rule(
    INGRESS,
    'database_ingress',
    "Into each of the database's groups from each of the function's. The lists may hold ids that are known only after apply, so the rules are counted.",
    {
      count: expression(
        'local.opens_database ? length(var.database_security_group_ids) * local.function_group_count : 0',
      ),
      security_group_id: expression(
        'var.database_security_group_ids[floor(count.index / local.function_group_count)]',
      ),
      referenced_security_group_id: expression(
        'local.function_group_ids[count.index % local.function_group_count]',
      ),
    },
    expression('var.database_port'),
  );
}

/** A rule for TCP on one port. */
export function rule(
  type: string,
  name: string,
  comment: string,
  settings: Settings,
  port: Settings[string],
): Block {
  return resource(
    type,
    name,
    comment,
    { ...settings, ip_protocol: 'tcp', from_port: port, to_port: port },
    goesLast(),
  );
}
