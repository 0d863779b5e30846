import { actionNotForResource, resourceNotForAction } from '../../problems';
import { hasToken } from '../../../arn/token';
import { actionsMeant, formsOfResource, KnownAction, ResourceForm } from '../action-table';
import { Located } from '../location';
import { Item, StatementView } from '../policy-view';
import { Rule, perStatement } from './rule';

interface JudgedAction extends Item {
  readonly meant: readonly KnownAction[];
  readonly forms: readonly ResourceForm[];
}

/** The forms of resources that each resource of a statement has. */
type FormsOf = ReadonlyMap<string, readonly ResourceForm[]>;

/** Each action can be done to one of the resources, and each resource is one that an action can be done to. */
export const actionsFitResources: Rule = perStatement((statement) => {
  if (!isJudged(statement)) return [];
  const known = statement.actions.map(judged).filter(({ meant }) => meant.length > 0);
  const formsOf = resourceForms(statement, known);
  const present = new Set([...formsOf.values()].flat());
  const idle = known.filter(({ forms }) => !forms.some((form) => present.has(form)));
  const all = known.length === statement.actions.length;
  return [...idle.map(idleAction), ...(all && idle.length === 0 ? idleResources(statement, formsOf) : [])];
});

function judged(item: Item): JudgedAction {
  const meant = actionsMeant(item.value) ?? [];
  return { ...item, meant, forms: [...new Set(meant.flatMap(({ resources }) => resources))] };
}

function resourceForms({ resources }: StatementView, known: readonly JudgedAction[]): FormsOf {
  const forms = [...new Set(known.flatMap((one) => one.forms))];
  return new Map(resources.map((resource) => [resource.value, formsOfResource(resource, forms)]));
}

/** A statement of exclusions means what is not named, and `*` is everything. */
function isJudged({ keys, actions, actionsAreValid, resources, resourcesAreValid }: StatementView): boolean {
  if (keys.includes('NotAction') || keys.includes('NotResource')) return false;
  if (!actionsAreValid || !resourcesAreValid || actions.length === 0 || resources.length === 0) return false;
  return !resources.some(({ value }) => value === '*' || hasToken(value)) && !actions.some(isOpen);
}

function isOpen({ value }: Item): boolean {
  return value.startsWith('*') || hasToken(value);
}

function idleAction({ value, path, forms }: JudgedAction): Located {
  const arns = [...new Set(forms.map(({ arn }) => arn))];
  return { path, problem: actionNotForResource(value, arns) };
}

function idleResources({ resources }: StatementView, formsOf: FormsOf): Located[] {
  return resources
    .filter(({ value }) => formsOf.get(value)!.length === 0)
    .map(({ value, path }) => ({ path, problem: resourceNotForAction(value) }));
}
