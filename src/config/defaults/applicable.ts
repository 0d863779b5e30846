import { managerOf } from '../../arn/secret-arn';
import { findApplication } from '../../catalogue/find-application';

type Entry = Readonly<Record<string, unknown>>;

/** Why a rotation or network takes no value for a key from the defaults, with which it would be wrong. */
export interface Condition {
  readonly reason: string;
  readonly holds: (entry: Entry) => boolean;
}

/** Instead of a network's name: in none, whatever the defaults say. */
export const NO_NETWORK = 'none';

const WITHOUT_LOOKUP: Condition = {
  reason: 'all of them are looked up from their databases',
  holds: ({ lookup }) => lookup === undefined,
};

/** A function that is named says these itself. */
const WITHOUT_FUNCTION: Condition = {
  reason: 'all of them name their functions',
  holds: ({ function: named }) => named === undefined,
};

/** What applies to some entries only. Everything else applies to all. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  vpcId: WITHOUT_LOOKUP,
  subnetIds: WITHOUT_LOOKUP,
  databaseSecurityGroupIds: WITHOUT_LOOKUP,
  excludeCharacters: WITHOUT_FUNCTION,
  applicationVersion: WITHOUT_FUNCTION,
  isolation: WITHOUT_FUNCTION,
  masterSecret: {
    reason: 'none of them has an engine and strategy that take a master secret',
    holds: ({ engine, strategy }) =>
      findApplication(String(engine), String(strategy))?.requiresMasterSecret !== false,
  },
  masterSecretKmsKeyArn: {
    reason: 'none of them has a master secret',
    holds: ({ masterSecret }) => masterSecret !== undefined,
  },
  redshiftWarehouse: {
    reason: 'none of them has a master secret that Amazon Redshift manages',
    holds: ({ masterSecret }) => managerOf(String(masterSecret)) === 'redshift',
  },
  port: {
    reason: 'none of them has a network',
    holds: ({ network }) => network !== undefined && network !== NO_NETWORK,
  },
};
