import {
  Aspects,
  IAspect,
  ITerraformDependable,
  TerraformDataSource,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { addressOf, addressesIn } from './address';
import { dependencyInvalid, dependsOnNoList } from './problems';
import { Problem, throwProblems } from '../problem';
import { isSynthesised } from './conditional-resource';
import { forgetIndices } from './synthesis-index';

type Dependency = ITerraformDependable | IConstruct;

/** What a construct waits for, besides what its node depends on. */
export interface Waiting {
  /** What it was given. A construct stands for all resources, data sources and modules in it. */
  readonly dependsOn?: readonly Dependency[];

  /** Constructs whose dependencies it shares. */
  readonly like?: readonly IConstruct[];

  /** What is found to be needed when the stack is synthesised. */
  readonly found?: () => readonly Dependency[];

  /** Whether the constructs in it that have dependencies of their own are left alone. */
  readonly ownResourcesOnly?: boolean;
}

const WAITING = new WeakMap<IConstruct, Waiting>();

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
  WAITING.set(construct, waiting);
  Aspects.of(construct).add(HONOUR_DEPENDENCIES);
}

/** Makes the stack of a construct wait for that of another one, if they are two. */
export function waitForStackOf(construct: IConstruct, other: IConstruct): void {
  const [stack, first] = [construct, other].map((one) => TerraformStack.of(one));
  if (first !== stack) stack.addDependency(first);
}

/** Makes a resource wait for what another construct waits for, too. */
export function waitLike(resource: IConstruct, other: IConstruct): void {
  const waiting = WAITING.get(resource);
  WAITING.set(resource, { ...waiting, like: [...(waiting?.like ?? []), other] });
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
  const dependencies = dependenciesOf(resource).filter(
    (one) => one !== resource && mayComeBefore(resource, one),
  );
  const [here, elsewhere] = [true, false].map((isHere) =>
    dependencies.filter((one) => (stackOf(one, stack) === stack) === isHere),
  );
  elsewhere.forEach((one) => stack.addDependency(stackOf(one, stack)));
  const found = here.filter(hasAddress).map((one) => addressOf(resource, one));
  const addresses = new Set([...addressesIn(resource, resource.dependsOn), ...found]);
  if (addresses.size > 0) resource.dependsOn = [...addresses];
}

/** What rotations wait for would wait for a rotation, where one depends on another. */
function mayComeBefore(resource: TerraformResource, one: Dependency): boolean {
  return !(
    resource.terraformResourceType === 'terraform_data' &&
    (one as Partial<TerraformResource>).terraformResourceType === 'aws_secretsmanager_secret_rotation'
  );
}

/** What a resource waits for by what it is in. */
function dependenciesOf(resource: IConstruct): Dependency[] {
  const scopes = resource.node.scopes.slice(resource.node.scopes.indexOf(TerraformStack.of(resource)));
  const seen = new Set<unknown>();
  return scopes
    .filter((scope) => !WAITING.get(scope)?.ownResourcesOnly || scope === resource.node.scope)
    .flatMap(directDependencies)
    .flatMap((dependency) => elementsOf(dependency, seen));
}

function directDependencies(construct: IConstruct): Dependency[] {
  const { dependsOn = [], like = [], found } = WAITING.get(construct) ?? {};
  return [
    ...dependsOn,
    ...construct.node.dependencies,
    ...(found?.() ?? []),
    ...like.flatMap(directDependencies),
  ];
}

/** What Terraform can wait for in a dependency, and what that waits for: it may have nothing of its own. */
function elementsOf(dependency: Dependency, seen: Set<unknown>): Dependency[] {
  if (!Construct.isConstruct(dependency) || TerraformStack.isStack(dependency)) return [dependency];
  const found = dependency.node.findAll().filter((one) => !seen.has(one));
  found.forEach((one) => seen.add(one));
  return found.flatMap((one) => [
    ...(hasAddress(one) ? [one] : []),
    ...directDependencies(one).flatMap((next) => elementsOf(next, seen)),
  ]);
}

/** Whether a construct is a resource, a data source or a module. Locals, variables and outputs are nothing to wait for. */
function hasAddress(one: Dependency): one is ITerraformDependable {
  if (!Construct.isConstruct(one)) return true;
  return (
    (TerraformResource.isTerraformResource(one) && isSynthesised(one)) ||
    TerraformDataSource.isTerraformDataSource(one) ||
    'interpolationForOutput' in one
  );
}

/** The stack that something is in. What is no construct is where it is used. */
export function stackOf(one: Dependency, otherwise: TerraformStack): TerraformStack {
  return Construct.isConstruct(one) ? TerraformStack.of(one) : otherwise;
}
