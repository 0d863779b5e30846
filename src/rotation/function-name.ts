import { Fn } from 'cdktf';
import { isToken } from './tokens';

/** The name in the ARN of a function. */
export function nameOfFunction(functionArn: string): string {
  return isToken(functionArn) ? Fn.element(Fn.split(':', functionArn), 6) : functionArn.split(':')[6];
}
