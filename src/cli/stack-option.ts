import type { RotationConfig, StackConfig } from '../config/model';
import { optionNotAllowed, stackMissing } from './problems';
import { WrongCall } from './wrong-call';

/** A stack of a configuration. */
export interface NamedStack {
  readonly name: string;
  readonly config: StackConfig;
}

/**
 * The stack that a call names in --stack, or the only one.
 *
 * @param why says why it has to be one
 */
export function stackOf({ stacks }: RotationConfig, why: string, given: string | undefined): NamedStack {
  const names = Object.keys(stacks);
  if (given === undefined && names.length > 1) throw new WrongCall(stackMissing(why, names));
  const name = given ?? names[0];
  if (!names.includes(name)) throw new WrongCall(optionNotAllowed('--stack', name, names));
  return { name, config: stacks[name] };
}
