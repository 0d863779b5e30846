import { Fn } from 'cdktf';
import { IConstruct } from 'constructs';
import { idForProvider } from './provider';
import { isToken } from './tokens';

/** The name in the ARN of a function. */
export function nameOfFunction(functionArn: string): string {
  return isToken(functionArn) ? Fn.element(Fn.split(':', functionArn), 6) : functionArn.split(':')[6];
}

/** Terraform's name of a function: one of another name is another function, made before the old one goes. */
export function idOfFunction(functionName: string, scope: IConstruct): string {
  const id = idForProvider(functionName, scope, '_');
  return /^[\d-]/.test(id) ? `function-${id}` : id;
}
