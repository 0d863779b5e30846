import { EndpointRecord, RecordedRotation } from './stand-in';

/** Where the export function reaches Secrets Manager. */
export function urlOf({ function: { Environment } }: RecordedRotation): string {
  return Environment.Variables.SECRETS_MANAGER_ENDPOINT;
}

/** @param service Secrets Manager as the stack calls it */
export function isUsual(url: string, { region }: RecordedRotation, service: string): boolean {
  return new RegExp(`^https://${service}\\.${region}\\.amazonaws\\.com(\\.cn)?$`).test(url);
}

/** Whether a URL has a host name of an endpoint's own. */
export function isOf(url: string, { DnsEntries = [] }: EndpointRecord): boolean {
  return DnsEntries.some(({ DnsName }) => url === `https://${DnsName}`);
}
