import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

const CONDITIONS = new WeakMap<IConstruct, () => boolean>();

/** Leaves a resource out of the Terraform configuration where it is not needed, which is known when the stack is synthesised. */
export function synthesiseOnlyIf(resource: TerraformResource, isNeeded: () => boolean): void {
  CONDITIONS.set(resource, isNeeded);
  const toTerraform = resource.toTerraform.bind(resource);
  const toHclTerraform = resource.toHclTerraform.bind(resource);
  resource.toTerraform = () => (isNeeded() ? toTerraform() : {});
  resource.toHclTerraform = () => (isNeeded() ? toHclTerraform() : {});
}

/** Whether an element is in the Terraform configuration at all: a resource that has moved to another is not. */
export function isSynthesised(element: IConstruct): boolean {
  if (CONDITIONS.get(element)?.() === false) return false;
  return !(TerraformResource.isTerraformResource(element) && element.hasResourceMove()) || isStill(element);
}

function isStill(moved: TerraformResource): boolean {
  return moved.toTerraform().resource !== undefined;
}
