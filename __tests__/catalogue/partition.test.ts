import { partitionOf, REGIONS } from '../../src/catalogue';

describe('partitionOf', () => {
  test.each([
    ['us-east-1', 'aws', 'amazonaws.com'],
    ['ap-southeast-7', 'aws', 'amazonaws.com'],
    ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-east-1', 'aws-us-gov', 'amazonaws.com'],
    ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ])('puts %s into %s', (region, name, urlSuffix) => {
    expect(partitionOf(region)).toMatchObject({ name, urlSuffix });
  });

  test.each(['', 'us-east', 'useast1', 'US-EAST-1', 'us-east-1a', 'mars-north-1'])(
    'knows no partition of %j',
    (region) => {
      expect(partitionOf(region)).toBeUndefined();
    },
  );

  test('knows the partition of every region in the catalogue', () => {
    expect(REGIONS.filter((region) => partitionOf(region)?.publisher === undefined)).toEqual([]);
  });
});
