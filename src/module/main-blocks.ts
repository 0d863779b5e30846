import { ModuleDesign } from './design';
import { calledServices, endpointBlocks, internetEgress } from './endpoint-blocks';
import { functionBlocks } from './function-blocks';
import { Block } from './hcl/block';
import { masterSecretBlocks } from './master-secret-blocks';
import { networkBlocks } from './network-blocks';
import { placeBlocks } from './place-blocks';
import { rotationBlocks } from './rotation-blocks';

/** The function's stack is waited for through its ARN, and security groups through their rules. */
const WAITED_FOR_ANYWAY = ['aws_serverlessapplicationrepository_cloudformation_stack', 'aws_security_group'];

/** All that a module makes, in the order in which people read it. */
export function mainBlocks(design: ModuleDesign): Block[] {
  const called = calledServices(design);
  const network = [...networkBlocks(), ...called.flatMap(endpointBlocks), internetEgress(called)];
  const before = [
    ...network,
    ...functionBlocks(design, network.filter(isRule)),
    ...masterSecretBlocks(design),
  ];
  return [...placeBlocks(design), ...before, ...rotationBlocks(before.filter(isPrerequisite))];
}

function isRule({ labels: [type = ''] = [] }: Block): boolean {
  return /^aws_vpc_security_group_(in|e)gress_rule$/.test(type);
}

function isPrerequisite({ type, labels: [resourceType] = [] }: Block): boolean {
  return type === 'resource' && !WAITED_FOR_ANYWAY.includes(resourceType);
}
