import { NetworkConfig, RotationEntry, StackConfig } from '../model';

/** The settings of a stack that may stand among the defaults of a file. */
type StackSettings = Partial<Omit<StackConfig, 'backend' | 'networks' | 'functions' | 'rotations'>>;

/** The settings of a network that another may have as well. */
type NetworkSettings = Partial<Omit<NetworkConfig, 'lookup' | 'aliases'>>;

/** The settings of a rotation that another may have as well. */
type RotationSettings = Partial<Omit<RotationEntry, 'secret' | 'aliases' | 'function'>>;

type Keys<T> = Readonly<Record<keyof Required<T>, true>>;

const OF_STACKS: Keys<StackSettings> = {
  region: true,
  profile: true,
  assumeRole: true,
  allowedAccountIds: true,
  fips: true,
  awsProviderVersion: true,
  tags: true,
};

const OF_NETWORKS: Keys<NetworkSettings> = {
  vpcId: true,
  subnetIds: true,
  endpointSubnetIds: true,
  databaseSecurityGroupIds: true,
  databaseRules: true,
  functionSecurityGroupIds: true,
  secretsManagerEndpoint: true,
  rdsEndpoint: true,
  redshiftEndpoint: true,
  redshiftServerlessEndpoint: true,
};

/** In this order: whether one applies may depend on those before it. */
const OF_ROTATIONS: Keys<RotationSettings> = {
  engine: true,
  strategy: true,
  network: true,
  masterSecret: true,
  masterSecretKmsKeyArn: true,
  redshiftWarehouse: true,
  port: true,
  schedule: true,
  rotateImmediately: true,
  excludeCharacters: true,
  kmsKeyArn: true,
  applicationVersion: true,
  expect: true,
  availability: true,
  isolation: true,
};

/** What a setting among the defaults is one of. */
export type Kind = 'stacks' | 'networks' | 'rotations';

/** What may stand among defaults, by what it is a setting of. No two of these have one of the same name. */
export const SETTINGS: Readonly<Record<Kind, readonly string[]>> = {
  stacks: Object.keys(OF_STACKS),
  networks: Object.keys(OF_NETWORKS),
  rotations: Object.keys(OF_ROTATIONS),
};
