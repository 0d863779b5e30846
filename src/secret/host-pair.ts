import { awsEndpoint, comparableHost } from './aws-endpoint';
import { EndpointKind, endpointKind, isCalledReader } from './endpoint-kind';
import { masterHostDiffers, masterHostNoReplica, masterHostRefused, masterHostSpelling } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';

/** The engines whose functions look for readers in clusters, besides the replicas of instances. */
const CLUSTERED = ['mysql', 'postgres'];

const CLUSTERS: readonly EndpointKind[] = ['reader', 'writer'];

/** As the function compares them: letter by letter. Where they differ, it may ask the RDS API whether one is a replica. */
export function checkHostPair(host: string, master: string, { contract }: Subject): Problem[] {
  if (host === master) return [];
  if (comparableHost(host) === comparableHost(master)) return [masterHostSpelling()];
  if (contract.masterHostMustBeSame) return [masterHostRefused(contract.engine)];
  const mayBe = mayBeReplica(host, master) && namesAllowReplica(host, master, contract.engine);
  return [mayBe ? masterHostDiffers() : masterHostNoReplica()];
}

/** The function takes the first part of each name for an identifier, asks RDS about it in its own region, and compares letters. */
function mayBeReplica(host: string, master: string): boolean {
  const [replica, source] = [awsEndpoint(host), awsEndpoint(master)];
  if (replica?.service !== 'rds' || source?.service !== 'rds') return false;
  if (replica.region !== source.region || !master.startsWith(source.labels[0])) return false;
  return isReader(host) || !isReader(master);
}

/** A cluster's reader is called as the cluster is, and a replica otherwise than its source. */
function namesAllowReplica(host: string, master: string, engine: string): boolean {
  const isSameName = nameOf(host) === nameOf(master);
  const clusters = [host, master].filter((one) => CLUSTERS.includes(endpointKind(one)));
  if (!CLUSTERED.includes(engine) || clusters.length === 0) return !isSameName;
  return clusters.length === 1 || (isSameName && endpointKind(host) === 'reader');
}

function isReader(host: string): boolean {
  return endpointKind(host) === 'reader' || isCalledReader(host);
}

function nameOf(host: string): string {
  return comparableHost(host).split('.')[0];
}
