import { isDatabaseEndpoint } from './database-service';
import { endpointKind } from './endpoint-kind';
import { ipv4, ipv6 } from './ip-address';
import { Values } from './keys';
import {
  hostEndsInDot,
  hostIsAddress,
  hostIsLoadBalancer,
  hostNeedsCertificate,
  hostNotInCertificate,
} from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';
import { Tls, tlsOf } from './tls';

/** What no certificate names, each with what is said of it where the function can do without one. */
const UNNAMED: readonly (readonly [
  what: string,
  is: (host: string) => boolean,
  said: (fallsBack: boolean) => Problem[],
])[] = [
  ['an IP address', isAddress, (fallsBack) => [hostIsAddress(fallsBack)]],
  ["a load balancer's or a VPC endpoint's name", isBalancer, (fallsBack) => [hostIsLoadBalancer(fallsBack)]],
  ['a name that ends in a dot', endsInDot, (fallsBack) => (fallsBack ? [hostEndsInDot()] : [])],
];

/** What is wrong with a host because of the server's certificate, which the function compares it with. */
export function checkCertificate(host: string, subject: Subject, values: Values): Problem[] {
  const tls = comparison(subject, values);
  const unnamed = UNNAMED.find(([, is]) => is(host));
  if (unnamed === undefined) return tls === 'required' ? ofOwnName(host) : [];
  const [what, , said] = unnamed;
  return tls === 'required' ? [hostNotInCertificate(what)] : said(tls === 'tried');
}

/** What the function does about TLS, where it compares names. */
function comparison(subject: Subject, values: Values): Tls {
  return subject.contract.comparesHostWithCertificate ? tlsOf(values, subject) : 'not read';
}

/** The certificates of RDS name its own endpoints only. */
function ofOwnName(host: string): Problem[] {
  return isDatabaseEndpoint(host) ? [] : [hostNeedsCertificate()];
}

function isAddress(host: string): boolean {
  return (ipv4(host) ?? ipv6(host)) !== undefined;
}

function isBalancer(host: string): boolean {
  return endpointKind(host) === 'balancer';
}

function endsInDot(host: string): boolean {
  return host.endsWith('.');
}
