import { rdsEnginesOf } from '../../catalogue/database-engines';
import { engineNotLookedUp, networkUnknown, networkUnused, portWithoutNetwork } from '../problems';
import { noWayToDatabase } from '../../catalogue/problems';
import { NetworkConfig, RotationEntry, StackConfig } from '../model';
import { isMapping } from '../../text/mapping';
import { mappingAt, mappings, Remark } from './remark';

/** An unknown network may be a known one misspelt, so then none is called unused. */
export function checkNetworkUse({ networks, functions, rotations }: StackConfig): Remark[] {
  const known = mappings(networks).map(([name]) => name);
  const users = [...mappings(rotations), ...mappings(functions)];
  const used = new Set(users.map(([, user]) => user.network));
  if ([...used].some((network) => network !== undefined && mappingAt(networks, network) === undefined))
    return [];
  return known.filter((name) => !used.has(name)).map((name) => [name, networkUnused(name)]);
}

export function checkNetwork({
  lookup,
  databaseSecurityGroupIds,
  functionSecurityGroupIds,
}: NetworkConfig): Remark[] {
  return lookup || databaseSecurityGroupIds || functionSecurityGroupIds
    ? []
    : [['databaseSecurityGroupIds', noWayToDatabase()]];
}

export function checkPlace({ network, port }: RotationEntry, { networks }: StackConfig): Remark[] {
  if (network === undefined) return port === undefined ? [] : [['port', portWithoutNetwork()]];
  if (networks !== undefined && !isMapping(networks)) return [];
  const isKnown = networks !== undefined && Object.prototype.hasOwnProperty.call(networks, network);
  return isKnown ? [] : [['network', networkUnknown(network, Object.keys(networks ?? {}))]];
}

export function checkLookUp({ network = '', engine }: RotationEntry, { networks }: StackConfig): Remark[] {
  const looksUp = mappingAt(networks, network)?.lookup !== undefined;
  return looksUp && engine !== undefined && rdsEnginesOf(engine).length === 0
    ? [['network', engineNotLookedUp(engine)]]
    : [];
}
