/** What RFC 3986 calls unreserved. */
const UNRESERVED = /^[A-Za-z0-9._~-]*$/;

/** Whether a text means the same in a URL as it stands. */
export function isUrlSafe(text: string): boolean {
  return UNRESERVED.test(text);
}
