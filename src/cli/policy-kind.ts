import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';

/** An option of a kind of policy. */
export interface KindOption {
  /** As in `--region <region>`. */
  readonly flags: string;
  /** What the library calls it, where its messages name it. */
  readonly property?: string;
  readonly description: string;
  readonly isRequired?: boolean;
  /** Whether it may be given several times. */
  readonly isList?: boolean;
}

/** The values of the options, by their names in camel case. */
export type KindValues = Readonly<Record<string, any>>;

/** A kind of policy that the command line prints. */
export interface PolicyKind {
  readonly name: string;
  readonly summary: string;
  readonly type: PolicyType;
  /** Whether the policy is an inline policy of a function's role, whose limit is its own. */
  readonly isInline?: boolean;
  readonly options: readonly KindOption[];
  /** The options of a call that works. */
  readonly example: string;
  /** Makes the policy, or fails with all that is wrong with the values. */
  produce(values: KindValues): PolicyDocument | Promise<PolicyDocument>;
}

export const REGION: KindOption = {
  flags: '--region <region>',
  description: 'the region, for example us-east-1',
  isRequired: true,
};

export const ACCOUNT: KindOption = {
  flags: '--account <id>',
  description: 'the id of the account, of 12 digits',
  isRequired: true,
};

export const FUNCTION_NAME: KindOption = {
  flags: '--function-name <name>',
  property: 'functionName',
  description: 'the name of the rotation function',
  isRequired: true,
};

/** The values that say where the resources are. */
export function placeOf({ region, account }: KindValues): { region: string; accountId: string } {
  return { region, accountId: account };
}
