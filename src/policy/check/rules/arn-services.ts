import { arnServiceCase, arnServiceMisspelt } from '../../problems';
import { hasWildcard } from '../../glob';
import { PolicySeverity } from '../../policy-finding';
import { SERVICE_PREFIXES } from '../action-table';
import { regionFindings } from './condition-values';
import { Located, NO_CHECK } from '../location';
import { misspellingOf } from '../misspelling';
import { Item, ResourceItem } from '../policy-view';
import { called, perStatement, Rule } from './rule';

/** The service and the region of an ARN are there. */
export const arnsNameWhatIs: Rule = perStatement(({ resources }) => resources.flatMap(ofResource));

function ofResource(item: ResourceItem): Located[] {
  const { arn } = item;
  if (arn === undefined) return [];
  const { service, region } = arn;
  const ofRegion =
    region === '' || hasWildcard(region) ? [] : regionFindings(item, region, 'INVALID_ARN_REGION');
  return [...ofService(item, service), ...ofRegion];
}

function ofService(item: Item, service: string): Located[] {
  if (hasWildcard(service) || SERVICE_PREFIXES.has(service)) return [];
  if (service !== service.toLowerCase())
    return [called('INVALID_ARN_SERVICE_CASE', item, arnServiceCase(item.value, service.toLowerCase()))];
  const meant = misspellingOf(service, [...SERVICE_PREFIXES]);
  if (meant === undefined) return [];
  return [called(NO_CHECK, item, arnServiceMisspelt(item.value, service, meant), PolicySeverity.WARNING)];
}
