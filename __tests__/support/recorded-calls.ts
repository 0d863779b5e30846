import { RotationEntry } from '../../src/config';
import { always, applicationRole, branches } from '../policy/cases/recorded-calls.json';
import { Request } from './evaluate-policy';

/** The function that a secret's rotation names. */
const NAMED_FUNCTION = 'secretsmanager:resource/AllowRotationLambdaArn';

/** What a call is about. */
export type Subject = 'secret' | 'master' | 'instance' | 'cluster' | 'replica' | 'warehouse' | 'nothing';

/** What rotation functions call AWS for, by what the master secret is. */
export interface Branch {
  readonly name: string;
  readonly engines: Readonly<Partial<Record<NonNullable<RotationEntry['strategy']>, readonly string[]>>>;
  readonly master?: string;
  /** The databases that whoever makes the policy has to name. */
  readonly named?: readonly Subject[];
  /** Whether the function reads the tags of a master secret that nobody manages. */
  readonly describes?: boolean;
  readonly calls: Readonly<Partial<Record<Subject, readonly string[]>>>;
}

export const BRANCHES = branches as unknown as readonly Branch[];

/** The requests of a branch, about resources of these ARNs. */
export function requestsOf(
  { calls }: Branch,
  arns: Readonly<Partial<Record<Subject, string>>>,
  functionArn: string,
): Request[] {
  const all = [...Object.entries(always), ...Object.entries(calls)] as [Subject, readonly string[]][];
  return all.flatMap(([subject, actions]) =>
    actions.map((action) => ({
      action,
      resource: subject === 'nothing' ? '*' : arns[subject]!,
      context: subject === 'secret' ? { [NAMED_FUNCTION]: functionArn } : undefined,
    })),
  );
}

/** What the role has that an application of AWS makes, as far as it was seen. */
export function applicationRolePolicy(functionArn: string): { Statement: any[] } {
  const [, partition, , region, account] = functionArn.split(':');
  const names: Readonly<Record<string, string>> = { partition, region, account, function: functionArn };
  const text = JSON.stringify(applicationRole.statements).replace(/\{(\w+)\}/g, (_, name) => names[name]);
  return { Statement: JSON.parse(text) };
}
