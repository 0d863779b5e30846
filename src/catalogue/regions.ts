import {
  withFips,
  withServerlessApplicationRepository,
  withoutServerlessApplicationRepository,
} from './regions.json';

/** The regions in which the Serverless Application Repository has an endpoint. */
export const REPOSITORY_REGIONS: readonly string[] = withServerlessApplicationRepository;

/** All regions that have Secrets Manager. */
export const REGIONS: readonly string[] = [
  ...withServerlessApplicationRepository,
  ...withoutServerlessApplicationRepository,
].sort();

/** The regions in which Secrets Manager has an endpoint that is validated under FIPS 140. */
export const FIPS_REGIONS: readonly string[] = withFips;
