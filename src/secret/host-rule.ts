import { isIP } from 'net';
import { hostIsAddress, hostIsReader, hostIsReplica, hostNotName } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';

/** The parts of a DNS name, underscores included, which some private zones have. */
const LABEL = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

const LONGEST_NAME = 253;

/** An Aurora cluster's endpoint of readers, and what people call a replica. */
const READER = /\.cluster-ro-|-ro\./i;

/**
 * What is wrong with a database's host. With a master secret the password is changed at that secret's host, and the other
 * may be a replica, where the function asks whether it is one.
 */
export function checkHost(host: string, { contract, readsMasterSecret }: Subject): Problem[] {
  if (isAddress(host)) return [hostIsAddress()];
  if (!isName(host)) return [hostNotName()];
  if (!READER.test(host)) return [];
  return [readsMasterSecret && !contract.masterHostMustBeSame ? hostIsReplica() : hostIsReader()];
}

/** Numbers alone are an address or a mistake in one, and so is what stands in brackets in a URL. */
function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0 || /^[\d.]+$/.test(host);
}

function isName(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= LONGEST_NAME && labels.every((label) => LABEL.test(label));
}
