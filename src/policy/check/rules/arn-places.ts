import { arnRegionOrAccount } from '../../problems';
import { Arn, parseArn } from '../../../arn/arn';
import { overlap } from '../../glob';
import { formsOfResource, knownService, ResourceForm } from '../action-table';
import { Located } from '../location';
import { Item } from '../policy-view';
import { called, Rule, perStatement } from './rule';

/** ARNs state region and account where their service has them, and only there. */
export const arnsHaveTheirPlaces: Rule = perStatement(({ resources }) => resources.flatMap(findingsOf));

function findingsOf(item: Item): Located[] {
  const arn = parseArn(item.value);
  const service = arn && knownService(arn.service);
  if (arn === undefined || service === undefined) return [];
  const forms = formsOfResource(item.value, service.forms);
  const fits = forms.some(
    (form) => placeFits(arn.region, form.region) && placeFits(arn.account, form.account),
  );
  return fits || forms.length === 0
    ? []
    : [called(codeOf(arn, forms), item, arnRegionOrAccount(item.value, wanted(forms)))];
}

/** What is wrong for certain: the part that fits none of the forms, or one of the first form's. */
function codeOf({ region, account }: Arn, forms: readonly ResourceForm[]): string {
  const regionIsWrong = !forms.some((form) => placeFits(region, form.region));
  if (regionIsWrong) return region === '' ? 'MISSING_ARN_REGION' : 'ARN_REGION_NOT_ALLOWED';
  return account === '' ? 'MISSING_ARN_ACCOUNT' : 'ARN_ACCOUNT_NOT_ALLOWED';
}

/** A wildcard stands for an empty part as well; an empty part stands for itself only. */
function placeFits(given: string, form: string): boolean {
  return given === '' ? form === '' : overlap(given, form);
}

function wanted(forms: readonly ResourceForm[]): string {
  return [...new Set(forms.map(({ arn }) => arn))].slice(0, 3).join(' or ');
}
