import { isMapping } from '../../text/mapping';

/** A resource as a plan of Terraform has it. */
export interface PlannedResource {
  /** For example `module.database.aws_iam_role.rotation["orders"]`. */
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** What of the values is known after the apply only: `true` in the place of each. */
  readonly unknown: unknown;
  /** What of the values is sensitive: `true` in the place of each. */
  readonly sensitive: unknown;
  /** The arguments that the configuration gives it, where that is known. All others are AWS's to fill. */
  readonly configured?: readonly string[];
}

/** What tells apart the instances of a resource or module, for example `[0]` or `["orders"]`. */
const INSTANCE = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** Nobody puts modules into each other deeper. */
const MOST_MODULES_DEEP = 100;

/**
 * The resources that a plan, or a state, will have. Nothing where the JSON is neither.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function plannedResources(plan: unknown): PlannedResource[] | undefined {
  if (!isMapping(plan)) return undefined;
  const values = plan.planned_values ?? plan.values;
  if (!isMapping(values)) return undefined;
  const unknown = unknownByAddress(plan.resource_changes);
  const configured = isMapping(plan.configuration)
    ? new Map(configuredIn(plan.configuration.root_module, '', MOST_MODULES_DEEP))
    : undefined;
  return resourcesOf(values.root_module, MOST_MODULES_DEEP).flatMap((resource) =>
    planned(resource, unknown, configured),
  );
}

function resourcesOf(module: unknown, left: number): unknown[] {
  if (!isMapping(module) || left === 0) return [];
  return [
    ...listOf(module.resources),
    ...listOf(module.child_modules).flatMap((one) => resourcesOf(one, left - 1)),
  ];
}

function planned(
  resource: unknown,
  unknown: ReadonlyMap<string, unknown>,
  all: ReadonlyMap<string, readonly string[]> | undefined,
): PlannedResource[] {
  if (!isMapping(resource) || resource.mode === 'data' || !isMapping(resource.values)) return [];
  const { address, type, values, sensitive_values: sensitive } = resource;
  if (typeof address !== 'string' || typeof type !== 'string') return [];
  const configured = all && (all.get(address.replace(INSTANCE, '')) ?? []);
  return [{ address, type, values, unknown: unknown.get(address), sensitive, configured }];
}

/** The arguments of each resource of a module and the modules in it, by the resource's address without its instances. */
function configuredIn(module: unknown, prefix: string, left: number): [string, readonly string[]][] {
  if (!isMapping(module) || left === 0) return [];
  const own = listOf(module.resources).flatMap((resource): [string, readonly string[]][] =>
    isMapping(resource) && isMapping(resource.expressions)
      ? [[`${prefix}${resource.address}`, Object.keys(resource.expressions)]]
      : [],
  );
  const calls = isMapping(module.module_calls) ? module.module_calls : {};
  const inside = Object.keys(calls).flatMap((name) =>
    configuredIn(calls[name]?.module, `${prefix}module.${name}.`, left - 1),
  );
  return [...own, ...inside];
}

function unknownByAddress(changes: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    listOf(changes).flatMap((change) =>
      isMapping(change) && isMapping(change.change)
        ? [[String(change.address), change.change.after_unknown]]
        : [],
    ),
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
