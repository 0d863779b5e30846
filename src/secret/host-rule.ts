import { checkCertificate } from './certificate-rule';
import { databaseService } from './database-service';
import { EndpointKind, endpointKind, isCalledReader } from './endpoint-kind';
import { ipv4, ipv6, isLoopback } from './ip-address';
import { Values } from './keys';
import {
  hostIsApi,
  hostIsCustomEndpoint,
  hostIsLocal,
  hostIsProxy,
  hostIsReader,
  hostIsReplica,
  hostLooksLikeReader,
  hostNotName,
  hostOfAnotherEngine,
  hostOfRedshift,
} from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';

/** The parts of a DNS name, underscores included, which some private zones have. */
const LABEL = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

const LONGEST_NAME = 253;

/** The names that mean the machine itself. */
const LOCAL = /^(?:.*\.)?localhost(?:\.localdomain|[46])?\.?$|^ip6-(?:localhost|loopback)\.?$/i;

/** What is wrong with a database's host. */
export function checkHost(host: string, subject: Subject, values: Values): Problem[] {
  const address = ipv4(host) ?? ipv6(host);
  if (LOCAL.test(host) || (address !== undefined && isLoopback(address))) return [hostIsLocal()];
  if (address !== undefined ? !takesAddress(host, subject) : !isName(host)) return [hostNotName()];
  const kind = endpointKind(host);
  if (kind === 'api') return [hostIsApi()];
  return [
    ...checkKind(host, kind, subject),
    ...checkService(host, subject),
    ...checkCertificate(host, subject, values),
  ];
}

/** Drivers differ in how they want an address of IPv6, and some take none. */
function takesAddress(host: string, { contract }: Subject): boolean {
  if (ipv4(host) !== undefined) return true;
  return host.startsWith('[') ? contract.takesIpv6InBrackets : contract.takesIpv6;
}

function isName(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= LONGEST_NAME && labels.every((label) => LABEL.test(label)) && !/^[\d.]+$/.test(host);
}

function checkKind(host: string, kind: EndpointKind, subject: Subject): Problem[] {
  if (kind === 'proxy') return [hostIsProxy()];
  if (kind === 'custom') return [hostIsCustomEndpoint()];
  if (kind === 'reader') return subject.changesPasswordHere ? [hostIsReader()] : ofReplica(subject);
  if (!isCalledReader(host)) return [];
  return subject.changesPasswordHere ? [hostLooksLikeReader()] : ofReplica(subject);
}

/** The password is changed at the master secret's host, and the function asks whether this one is a replica of that. */
function ofReplica({ knowsMasterHost }: Subject): Problem[] {
  return knowsMasterHost ? [] : [hostIsReplica()];
}

function checkService(host: string, { contract: { engine } }: Subject): Problem[] {
  const service = databaseService(host);
  if (service === undefined || service.engine === engine) return [];
  return [
    service.understands.includes(engine)
      ? hostOfRedshift()
      : hostOfAnotherEngine(service.title, engine, service.engine),
  ];
}
