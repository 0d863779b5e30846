import { Token } from 'cdktf';

/** Whether a value is known to Terraform only: a CDKTF token, or an interpolation that somebody wrote by hand. */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes('${'));
}
