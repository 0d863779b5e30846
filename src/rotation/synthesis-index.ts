import { Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

type Compute<T> = (stack: TerraformStack) => T;

const INDICES = new WeakMap<IConstruct, Map<Compute<unknown>, unknown>>();

/** Aspects are invoked before a stack is written, and on the stack itself before whatever is in it. */
const FORGET: IAspect = {
  visit: (node) => {
    if (TerraformStack.isStack(node)) INDICES.delete(node);
  },
};

/** What is found by looking through the whole stack that holds a construct, once for each synthesis. */
export function indexOf<T>(scope: IConstruct, compute: Compute<T>): T {
  const stack = TerraformStack.of(scope);
  const indices = INDICES.get(stack) ?? new Map<Compute<unknown>, unknown>();
  INDICES.set(stack, indices);
  if (!indices.has(compute)) indices.set(compute, compute(stack));
  return indices.get(compute) as T;
}

/** Has to be called for a stack whose index may change from one synthesis to the next. */
export function forgetIndices(scope: IConstruct): void {
  const aspects = Aspects.of(TerraformStack.of(scope));
  if (!aspects.all.includes(FORGET)) aspects.add(FORGET);
}
