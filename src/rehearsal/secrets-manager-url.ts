import { EndpointRecord, RecordedRotation } from './stand-in';

/** Where the export function reaches Secrets Manager. */
export function urlOf({ function: { Environment } }: RecordedRotation): string {
  return Environment.Variables.SECRETS_MANAGER_ENDPOINT;
}

export function isUsual(url: string, { region }: RecordedRotation): boolean {
  return new RegExp(`^https://secretsmanager\\.${region}\\.amazonaws\\.com(\\.cn)?$`).test(url);
}

/** Whether a URL has a host name of an endpoint's own. */
export function isOf(url: string, { DnsEntries = [] }: EndpointRecord): boolean {
  return DnsEntries.some(({ DnsName }) => url === `https://${DnsName}`);
}
