import { PolicyType } from '../policy-type';

/** The definition in the schema that describes each type of policy. */
export const DEFINITIONS: Readonly<Record<PolicyType, string>> = {
  [PolicyType.IDENTITY]: 'identityPolicy',
  [PolicyType.TRUST]: 'trustPolicy',
  [PolicyType.RESOURCE]: 'resourcePolicy',
  [PolicyType.KMS_KEY]: 'kmsKeyPolicy',
  [PolicyType.ENDPOINT]: 'endpointPolicy',
};
