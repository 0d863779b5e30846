import { withServerlessApplicationRepository, withoutServerlessApplicationRepository } from './regions.json';

/** The regions in which the Serverless Application Repository has an endpoint. */
export const REPOSITORY_REGIONS: readonly string[] = withServerlessApplicationRepository;

/** All regions that have Secrets Manager. */
export const REGIONS: readonly string[] = [
  ...withServerlessApplicationRepository,
  ...withoutServerlessApplicationRepository,
].sort();
