import { TerraformProvider, TerraformStack } from 'cdktf';

const FOUND = new WeakMap<TerraformStack, readonly TerraformProvider[]>();

/**
 * The AWS providers that a stack had when it was first asked for them and had any. It may hold thousands of constructs, so
 * that it is looked through once; what comes later is seen at synthesis.
 */
export function firstAwsProvidersOf(stack: TerraformStack): readonly TerraformProvider[] {
  const found = FOUND.get(stack) ?? allAwsProvidersOf(stack);
  if (found.length > 0) FOUND.set(stack, found);
  return found;
}

/** The AWS providers of a stack. */
export function allAwsProvidersOf(stack: TerraformStack): TerraformProvider[] {
  return stack.allProviders().filter(isOfAws);
}

export function isOfAws({ terraformResourceType }: TerraformProvider): boolean {
  return terraformResourceType === 'aws';
}
