import { ModuleDesign } from '../design';
import { CalledService } from '../endpoint-blocks';
import { endpointId, PORT, securityGroupId, subnetId, vpcId } from './rules';
import { validateOne } from './validation';
import { choice, CREATE_OR_NONE, list, nullable, Variable } from './variable';

/** Where the function runs, and how it reaches the database. */
export function networkVariables({ application }: ModuleDesign): Variable[] {
  return [
    nullable('vpc_id', vpcId, "The id of the database's VPC. It needs DNS support and DNS host names."),
    list(
      'subnet_ids',
      subnetId,
      'The ids of the subnets in which the function runs; without any it runs outside any VPC.',
    ),
    list(
      'database_security_group_ids',
      securityGroupId,
      "The ids of the database's security groups, which are opened to the function on the database's port. Append to the list: its rules are counted, because the ids may be known only after apply.",
    ),
    choice(
      'database_rules',
      "Whether the rules between the function and the database's security groups are made here: `create`, or `none` where they have another owner.",
      ...CREATE_OR_NONE,
    ),
    {
      name: 'database_port',
      type: 'number',
      description: 'The port on which the database listens.',
      defaultValue: application.defaultPort!,
      validations: [validateOne('database_port', PORT)],
    },
    list(
      'function_security_group_ids',
      securityGroupId,
      'The ids of security groups for the function, with their own outbound rules; without any it gets a group of its own.',
    ),
    list(
      'endpoint_subnet_ids',
      subnetId,
      'The ids of the subnets in which created endpoints get an address, at most one for each availability zone. By default those of the function.',
    ),
  ];
}

/** How the function reaches a service. */
export function endpointVariables({ title, variable }: CalledService): Variable[] {
  return [
    choice(
      variable,
      `How the function reaches ${title} from its subnets: through an interface endpoint that is made here (\`create\`) or exists (\`existing\`), or through a NAT gateway (\`none\`).`,
      'create',
      'existing',
      'none',
    ),
    nullable(`${variable}_id`, endpointId, 'The id of the existing endpoint.'),
    nullable(
      `${variable}_security_group_id`,
      securityGroupId,
      'The security group of the existing endpoint that is opened to the function on port 443; by default the first that it has.',
    ),
    choice(
      `${variable}_rules`,
      "Whether the rules between the function and the existing endpoint's security group are made here: `create`, or `none` where they have another owner.",
      ...CREATE_OR_NONE,
    ),
  ];
}
