import { ITerraformDependable } from 'cdktf';
import { IConstruct } from 'constructs';

export type Dependency = ITerraformDependable | IConstruct;

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

/** Constructs whose dependencies a resource came to share. */
const LIKE = new WeakMap<IConstruct, IConstruct[]>();

export function remember(construct: IConstruct, waiting: Waiting): void {
  WAITING.set(construct, waiting);
}

/** Makes a resource wait for what another construct waits for, too. */
export function waitLike(resource: IConstruct, other: IConstruct): void {
  const others = LIKE.get(resource);
  if (others) others.push(other);
  else LIKE.set(resource, [other]);
}

/** What a construct waits for itself. */
export function directDependencies(construct: IConstruct): Dependency[] {
  const { dependsOn = [], like = [], found } = WAITING.get(construct) ?? {};
  return [
    ...dependsOn,
    ...construct.node.dependencies,
    ...(found?.() ?? []),
    ...[...like, ...(LIKE.get(construct) ?? [])].flatMap(directDependencies),
  ];
}

/** What a resource waits for by what it is in, up to its stack. */
export function dependenciesAround(resource: IConstruct, stack: IConstruct): Dependency[] {
  const { scopes } = resource.node;
  return scopes
    .slice(scopes.indexOf(stack))
    .filter((scope) => !WAITING.get(scope)?.ownResourcesOnly || scope === resource.node.scope)
    .flatMap(directDependencies);
}
