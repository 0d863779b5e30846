import * as QUOTAS from '../../catalogue/quotas.json';
import { partitionOf } from '../../catalogue';
import { securityGroupsTooMany } from '../../catalogue/problems';
import { nameOfSecret } from '../../arn/secret-arn';
import { Path } from '../../text/path';
import { Located } from '../finding';
import { groupBy } from '../../group-by';
import { RDS_MANAGED, RotationConfig } from '../model';
import {
  endpointsTooMany,
  functionPolicyTooLarge,
  masterSecretsTooMany,
  rolesTooMany,
  stacksTooMany,
} from '../problems';
import { RotationGroup, rotationGroups } from '../rotation-group';
import { groupsOfTooManyRules, PlacedGroup } from './rules-per-group';
import { vpcOf } from '../service-access';
import { whoseStack } from './accounts';
import { endpointKey, UsedNetwork, usedNetworks } from './used-networks';

/** Bytes of the statement by which Secrets Manager may invoke a function, less those of the function's ARN. */
const STATEMENT_BYTES = 270;

/** A role's inline policies together, less what the application's own have, which are four at most. */
const MASTER_SECRETS_CHARACTERS = 10_240 - 1_240;

/** Where the function is one's own, its own policy has more. */
const MASTER_SECRETS_CHARACTERS_OF_OWN = 10_240 - 3_000;

/** What a policy for one master secret has beside that secret. */
const POLICY_CHARACTERS = 105;

/** An ARN of a secret in a policy, less the secret's name, with quotes and comma, at its shortest. */
const ARN_CHARACTERS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:-AbCdEf'.length + 3;

/** What the services would refuse because there is too much of it. */
export function quotasExceeded(config: RotationConfig): Located[] {
  const groups = groupsOf(config);
  const networks = usedNetworks(config);
  return [
    ...securityGroups(networks),
    ...endpoints(networks),
    ...groupsOfTooManyRules(networks, groups),
    ...masterSecrets(groups),
    ...functionPolicies(groups),
    ...functions(groups),
  ];
}

/** So many stacks have more than enough roles as well, of which they are told there. */
function functions(groups: readonly PlacedGroup[]): Located[] {
  const ofApplications = groups.filter(isOfApplication);
  const stacks = tooMany(ofApplications, QUOTAS.stacks, stacksTooMany, ({ config }) => [
    config.region,
    whoseStack(config),
  ]);
  if (stacks.length > 0) return stacks;
  return tooMany(groups.filter(makesRole), QUOTAS.roles, rolesTooMany, ({ config }) => [
    partitionOf(config.region)?.name,
    whoseStack(config),
  ]);
}

function groupsOf({ stacks }: RotationConfig): PlacedGroup[] {
  return Object.entries(stacks).flatMap(([stack, config]) =>
    rotationGroups(stack, config).map((group) => ({ ...group, stack, config })),
  );
}

function isOfApplication({ named }: RotationGroup): boolean {
  return named?.existing === undefined && named?.code === undefined;
}

/** A role that exists is given. */
function makesRole({ named }: RotationGroup): boolean {
  return named?.existing === undefined && named?.role?.existing === undefined;
}

function securityGroups(networks: readonly UsedNetwork[]): Located[] {
  const most = QUOTAS.securityGroupsPerFunction;
  return networks
    .map(({ path, network }) => ({ path, count: network.functionSecurityGroupIds?.length ?? 0 }))
    .filter(({ count }) => count > most)
    .map(({ path, count }) => ({
      path: [...path, 'functionSecurityGroupIds'],
      problem: securityGroupsTooMany(count, most),
    }));
}

/** The endpoints of a VPC that a configuration creates or names. */
function endpoints(networks: readonly UsedNetwork[]): Located[] {
  const byVpc = groupBy(networks, ({ place, network }) => JSON.stringify([place, vpcOf(network)]));
  return [...byVpc.values()].flatMap((ofVpc) => {
    const known = new Set(ofVpc.flatMap(endpointsOf));
    const last = ofVpc[ofVpc.length - 1];
    return known.size > QUOTAS.endpointsPerVpc
      ? [
          {
            path: last.path,
            problem: endpointsTooMany(known.size, QUOTAS.endpointsPerVpc, vpcOf(last.network)),
          },
        ]
      : [];
  });
}

function endpointsOf(used: UsedNetwork): string[] {
  return used.access.flatMap((way) => {
    if (way.endpoint === 'create') return [endpointKey(used, way)];
    return typeof way.endpoint === 'object' ? [way.endpoint.existing] : [];
  });
}

/** As the library counts when it makes the policy, at the least. */
function masterSecrets(groups: readonly PlacedGroup[]): Located[] {
  return groups.flatMap(({ stack, named, rotations }) => {
    const names = new Set(
      rotations.flatMap(({ masterSecret }) =>
        masterSecret === undefined || masterSecret === RDS_MANAGED ? [] : nameOfSecret(masterSecret),
      ),
    );
    const characters = [...names].reduce(
      (sum, name) => sum + ARN_CHARACTERS + name.length,
      POLICY_CHARACTERS,
    );
    const most = named?.code === undefined ? MASTER_SECRETS_CHARACTERS : MASTER_SECRETS_CHARACTERS_OF_OWN;
    const path: Path = ['stacks', stack, 'rotations', rotations[rotations.length - 1].name, 'masterSecret'];
    return characters > most ? [{ path, problem: masterSecretsTooMany(names.size, characters, most) }] : [];
  });
}

/** Each stack that names a function adds a statement of its own. */
function functionPolicies(groups: readonly PlacedGroup[]): Located[] {
  const existing = groups.filter(({ named }) => named?.existing !== undefined);
  return [...groupBy(existing, ({ named }) => named!.existing!)].flatMap(([arn, ofFunction]) => {
    const most = Math.floor(QUOTAS.functionPolicyBytes / (STATEMENT_BYTES + arn.length));
    const { stack, rotations } = ofFunction[ofFunction.length - 1];
    const path: Path = ['stacks', stack, 'rotations', rotations[0].name, 'function'];
    return ofFunction.length > most
      ? [{ path, problem: functionPolicyTooLarge(ofFunction.length, most, QUOTAS.functionPolicyBytes) }]
      : [];
  });
}

/** More functions than what is made for each may be there, told of the last stack. */
function tooMany(
  groups: readonly PlacedGroup[],
  most: number,
  problemOf: (count: number, most: number) => Located['problem'],
  placeOf: (group: PlacedGroup) => readonly (string | undefined)[],
): Located[] {
  return [...groupBy(groups, (group) => JSON.stringify(placeOf(group))).values()]
    .filter(({ length }) => length > most)
    .map((ofPlace) => ({
      path: ['stacks', ofPlace[ofPlace.length - 1].stack, 'rotations'],
      problem: problemOf(ofPlace.length, most),
    }));
}
