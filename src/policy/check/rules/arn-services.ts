import { arnResourceUnknown, arnServiceCase, arnServiceMisspelt } from '../../problems';
import { parseArn } from '../../../arn/arn';
import { hasWildcard } from '../../glob';
import { PolicySeverity } from '../../policy-finding';
import { formsOfResource, knownService, SERVICE_PREFIXES } from '../action-table';
import { regionFindings } from './condition-values';
import { Located, NO_CHECK } from '../location';
import { misspellingOf } from '../misspelling';
import { Item } from '../policy-view';
import { called, perStatement, Rule } from './rule';

/** What ARNs name, besides where it is, is there. */
export const arnsNameWhatIs: Rule = perStatement(({ resources }) => resources.flatMap(ofResource));

function ofResource(item: Item): Located[] {
  const arn = parseArn(item.value);
  if (arn === undefined) return [];
  const { service, region } = arn;
  const ofRegion =
    region === '' || hasWildcard(region) ? [] : regionFindings(item, region, 'INVALID_ARN_REGION');
  return [...ofService(item, service), ...ofRegion];
}

function ofService(item: Item, service: string): Located[] {
  if (hasWildcard(service)) return [];
  if (service !== service.toLowerCase())
    return [called('INVALID_ARN_SERVICE_CASE', item, arnServiceCase(item.value, service.toLowerCase()))];
  const known = knownService(service);
  if (known !== undefined) return ofForms(item, known.forms);
  const meant = SERVICE_PREFIXES.has(service) ? undefined : misspellingOf(service, [...SERVICE_PREFIXES]);
  if (meant === undefined) return [];
  return [called(NO_CHECK, item, arnServiceMisspelt(item.value, service, meant), PolicySeverity.WARNING)];
}

function ofForms(item: Item, forms: Parameters<typeof formsOfResource>[1]): Located[] {
  if (formsOfResource(item.value, forms).length > 0) return [];
  const arns = [...new Set(forms.map(({ arn }) => arn))];
  return [{ path: item.path, problem: arnResourceUnknown(item.value, arns) }];
}
