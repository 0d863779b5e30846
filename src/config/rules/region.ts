import { FIPS_REGIONS, partitionOf, REGIONS, REPOSITORY_REGIONS } from '../../catalogue';
import { regionWithoutRepository } from '../problems';
import { fipsUnavailable, unknownRegion, unsupportedPartition } from '../../arn/problems';
import { StackConfig } from '../model';
import { functionOf } from '../rotation-functions';
import { mappings, Remark } from './remark';

/** Functions of one's own, and those that exist, need no repository. */
export function checkRegion(stack: StackConfig): Remark[] {
  const { region } = stack;
  const partition = partitionOf(region);
  if (partition === undefined) return [['region', unknownRegion(region, REGIONS)]];
  if (!usesRepository(stack)) return [];
  if (partition.publisher === undefined) return [['region', unsupportedPartition(region)]];
  return REPOSITORY_REGIONS.includes(region)
    ? []
    : [['region', regionWithoutRepository(region, REPOSITORY_REGIONS)]];
}

/** A state may lie in any region of AWS, in another partition too. */
export function checkStateRegion({ backend }: StackConfig): Remark[] {
  const region = backend?.s3?.region;
  if (region === undefined || partitionOf(region) !== undefined) return [];
  return [['region', unknownRegion(region, REGIONS)]];
}

/** Of a region that is none, that is told already. */
export function checkFips({ fips, region }: StackConfig): Remark[] {
  const isWrong = fips === true && partitionOf(region) !== undefined && !FIPS_REGIONS.includes(region);
  return isWrong ? [['fips', fipsUnavailable(region, FIPS_REGIONS)]] : [];
}

function usesRepository(stack: StackConfig): boolean {
  return mappings(stack.rotations).some(([, rotation]) => {
    const { code, existing } = functionOf(rotation, stack) ?? {};
    return code === undefined && existing === undefined;
  });
}
