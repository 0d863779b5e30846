import { Command, CommandOption, OptionValues } from './command';
import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';

/** A kind of policy that the command line prints: a command that says how the policy is made. */
export interface PolicyKind extends Omit<Command, 'run' | 'commands'> {
  readonly type: PolicyType;
  /** Whether the policy may be an inline policy of a role, whose limit is its own. */
  readonly isInline?: boolean;
  readonly options: readonly CommandOption[];
  /** The options of a call that works. */
  readonly example: string;
  /** What the policy cannot keep from whoever has it, which is told with the explanation. */
  readonly remains?: readonly string[];
  /** What whoever attaches the policy has to know besides, by the values. */
  readonly advice?: (values: OptionValues) => readonly string[];
  /** Makes the policy, or fails with all that is wrong with the values. */
  produce(values: OptionValues): PolicyDocument | Promise<PolicyDocument>;
}

export const REGION: CommandOption = {
  flags: '--region <region>',
  description: 'the region, for example us-east-1',
  isRequired: true,
};

export const ACCOUNT: CommandOption = {
  flags: '--account <id>',
  description: 'the id of the account, of 12 digits',
  isRequired: true,
};

export const FUNCTION_NAME: CommandOption = {
  flags: '--function-name <name>',
  property: 'functionName',
  description: 'the name of the rotation function',
  isRequired: true,
};

/** The values that say where the resources are. */
export function placeOf({ region, account }: OptionValues): { region: string; accountId: string } {
  return { region, accountId: account };
}
