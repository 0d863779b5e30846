import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { InterfaceEndpoint } from './interface-endpoint';

/** The endpoints that are created in each stack, by service and VPC. */
const CREATED = new WeakMap<TerraformStack, Map<string, InterfaceEndpoint>>();

/** A VPC has one endpoint with private DNS for a service, so that whoever comes later uses the first. */
export function createdEndpoint(
  scope: Construct,
  service: string,
  vpcId: string,
): InterfaceEndpoint | undefined {
  return CREATED.get(TerraformStack.of(scope))?.get(`${service} ${vpcId}`);
}

export function rememberEndpoint(endpoint: InterfaceEndpoint, service: string, vpcId: string): void {
  const stack = TerraformStack.of(endpoint);
  const created = CREATED.get(stack) ?? new Map<string, InterfaceEndpoint>();
  CREATED.set(stack, created);
  if (!created.has(`${service} ${vpcId}`)) created.set(`${service} ${vpcId}`, endpoint);
}
