import { distance } from 'fastest-levenshtein';
import { arnRegionOrAccount, arnResourceUnknown } from '../../problems';
import { Arn } from '../../../arn/arn';
import { overlap } from '../../glob';
import { formsOfResource, knownService, ResourceForm } from '../action-table';
import { Located } from '../location';
import { ResourceItem } from '../policy-view';
import { called, Rule, perStatement } from './rule';

/** What is longer is like none, and takes long to compare. */
const LONGEST_COMPARED = 100;

/** ARNs have a form of their service, with region and account where it has them, and only there. */
export const arnsHaveTheirForms: Rule = perStatement(({ resources }) => resources.flatMap(findingsOf));

function findingsOf(item: ResourceItem): Located[] {
  const { arn } = item;
  const service = arn && knownService(arn.service);
  if (arn === undefined || service === undefined) return [];
  const forms = formsOfResource(item, service.forms);
  if (forms.length === 0)
    return [{ path: item.path, problem: arnResourceUnknown(item.value, nearestForms(arn, service.forms)) }];
  const fits = forms.some(
    (form) => placeFits(arn.region, form.region) && placeFits(arn.account, form.account),
  );
  return fits
    ? []
    : [
        called(
          codeOf(arn, forms),
          item,
          arnRegionOrAccount(item.value, arnsOf(forms).slice(0, 3).join(' or ')),
        ),
      ];
}

/** What is wrong for certain: the region where it fits none of the forms, and otherwise the account. */
function codeOf({ region, account }: Arn, forms: readonly ResourceForm[]): string {
  const regionIsWrong = !forms.some((form) => placeFits(region, form.region));
  if (regionIsWrong) return region === '' ? 'MISSING_ARN_REGION' : 'ARN_REGION_NOT_ALLOWED';
  return account === '' ? 'MISSING_ARN_ACCOUNT' : 'ARN_ACCOUNT_NOT_ALLOWED';
}

/** A wildcard stands for an empty part as well; an empty part stands for itself only. */
function placeFits(given: string, form: string): boolean {
  return given === '' ? form === '' : overlap(given, form);
}

function arnsOf(forms: readonly ResourceForm[]): string[] {
  return [...new Set(forms.map(({ arn }) => arn))];
}

/** The forms that are most like what was given, which is what was meant most likely. */
function nearestForms({ resource }: Arn, forms: readonly ResourceForm[]): string[] {
  const given = resource.slice(0, LONGEST_COMPARED);
  const apart = new Map(forms.map((form) => [form, distance(given, form.resource)]));
  return arnsOf([...forms].sort((one, other) => apart.get(one)! - apart.get(other)!));
}
