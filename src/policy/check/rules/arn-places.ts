import { arnRegionOrAccount } from '../../problems';
import { Problem } from '../../../problem';
import { parseArn } from '../../../arn/arn';
import { overlap } from '../../glob';
import { formsOfResource, knownService, ResourceForm } from '../action-table';
import { Rule, perStatement } from './rule';

/** ARNs state region and account where their service has them, and only there. */
export const arnsHaveTheirPlaces: Rule = perStatement(({ resources }) =>
  resources.flatMap(({ value, path }) => problemsOf(value).map((problem) => ({ path, problem }))),
);

function problemsOf(resource: string): Problem[] {
  const arn = parseArn(resource);
  const service = arn && knownService(arn.service);
  if (arn === undefined || service === undefined) return [];
  const forms = formsOfResource(resource, service.forms);
  const fits = forms.some(
    (form) => placeFits(arn.region, form.region) && placeFits(arn.account, form.account),
  );
  return fits || forms.length === 0 ? [] : [arnRegionOrAccount(resource, wanted(forms))];
}

/** A wildcard stands for an empty part as well; an empty part stands for itself only. */
function placeFits(given: string, form: string): boolean {
  return given === '' ? form === '' : overlap(given, form);
}

function wanted(forms: readonly ResourceForm[]): string {
  return [...new Set(forms.map(({ arn }) => arn))].slice(0, 3).join(' or ');
}
