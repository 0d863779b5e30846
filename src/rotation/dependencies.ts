import { Aspects, IAspect, ITerraformDependable, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { addressesIn } from './address';
import { isSynthesised } from './conditional-resource';
import { DependencyElements, Element } from './dependency-elements';
import { dependencyInvalid, dependsOnNoList } from './problems';
import { Problem, throwProblems } from '../problem';
import { forgetIndices, indexOf } from './synthesis-index';
import { dependenciesAround, Dependency, remember, Waiting } from './waiting';

/** CDKTF itself knows `depends_on` of resources only, and passes over what a construct depends on. */
const HONOUR_DEPENDENCIES: IAspect = {
  visit: (node) => {
    if (TerraformResource.isTerraformResource(node)) honour(node);
  },
};

/** Makes the resources in a construct wait for what it is given, and for what its node and those around it depend on. */
export function waitFor(construct: Construct, waiting: Waiting): void {
  throwProblems(construct.node.path, problemsOf(waiting.dependsOn));
  forgetIndices(construct);
  remember(construct, waiting);
  Aspects.of(construct).add(HONOUR_DEPENDENCIES);
}

/** Makes the stack of a construct wait for that of another one, if they are two. */
export function waitForStackOf(construct: IConstruct, other: IConstruct): void {
  const [stack, first] = [construct, other].map((one) => TerraformStack.of(one));
  if (first !== stack) stack.addDependency(first);
}

function problemsOf(dependsOn: unknown = []): Problem[] {
  if (!Array.isArray(dependsOn)) return [dependsOnNoList(dependsOn)];
  return dependsOn.filter((one) => !isDependency(one)).map(dependencyInvalid);
}

function isDependency(one: unknown): one is Dependency {
  return (
    Construct.isConstruct(one) ||
    (typeof one === 'object' && one !== null && typeof (one as ITerraformDependable).fqn === 'string')
  );
}

function honour(resource: TerraformResource): void {
  const stack = TerraformStack.of(resource);
  const elements = elementsFor(resource, stack).filter((one) => mayComeBefore(resource, one));
  elements.filter((one) => one.stack !== stack).forEach((one) => stack.addDependency(one.stack));
  const found = elements.flatMap(({ address }) => address ?? []);
  const addresses = new Set([...addressesIn(resource, resource.dependsOn), ...found]);
  if (addresses.size > 0) resource.dependsOn = [...addresses];
}

/** What a resource waits for, as far as there is any of it. */
function elementsFor(resource: TerraformResource, stack: TerraformStack): Element[] {
  const elements = indexOf(stack, newElements);
  const found = new Set(dependenciesAround(resource, stack).flatMap((one) => elements.in(one)));
  return [...found].filter(({ one }) => one !== resource && isMade(one));
}

function newElements(stack: TerraformStack): DependencyElements {
  return new DependencyElements(stack);
}

function isMade(one: Dependency): boolean {
  return !Construct.isConstruct(one) || isSynthesised(one);
}

/** What rotations wait for would wait for a rotation, where one depends on another. */
function mayComeBefore(resource: TerraformResource, { one }: Element): boolean {
  return !(
    resource.terraformResourceType === 'terraform_data' &&
    (one as Partial<TerraformResource>).terraformResourceType === 'aws_secretsmanager_secret_rotation'
  );
}
