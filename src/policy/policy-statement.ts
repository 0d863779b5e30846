import { fail } from '../problem';
import { statementNotMapping } from './problems';
import { canonicalStatement } from './canonical';
import { isMapping } from '../text/mapping';
import { PolicyPrincipal } from './policy-principal';

/** Whether a statement allows or denies. */
export enum PolicyEffect {
  /** What the statement names is allowed. */
  ALLOW = 'Allow',

  /** What the statement names is denied, whatever else allows it. */
  DENY = 'Deny',
}

/** The parts of a statement of an IAM policy. */
export interface PolicyStatementProps {
  /**
   * The statement's id within its document: letters and digits.
   *
   * @default - none
   */
  readonly sid?: string;

  /**
   * Whether the statement allows or denies.
   *
   * @default PolicyEffect.ALLOW
   */
  readonly effect?: PolicyEffect;

  /**
   * Who the statement is about, in the policy of a resource.
   *
   * @default - none, as in the policy of an identity
   */
  readonly principals?: PolicyPrincipal[];

  /**
   * Who the statement is not about, in the policy of a resource.
   *
   * @default - none
   */
  readonly notPrincipals?: PolicyPrincipal[];

  /**
   * The actions, for example `secretsmanager:GetSecretValue`.
   *
   * @default - those of `notActions`
   */
  readonly actions?: string[];

  /**
   * The actions that the statement is not about.
   *
   * @default - none
   */
  readonly notActions?: string[];

  /**
   * The ARNs of what the actions may be done to.
   *
   * @default - none, as in the trust policy of a role
   */
  readonly resources?: string[];

  /**
   * The ARNs of what the statement is not about.
   *
   * @default - none
   */
  readonly notResources?: string[];

  /**
   * The conditions: operator, then condition key, then value.
   *
   * @default - none
   */
  readonly conditions?: Record<string, any>;

  /**
   * Why the policy has this statement. It is for people, and no part of the JSON.
   *
   * @default - none
   */
  readonly reason?: string;
}

/**
 * One statement of an IAM policy. It does not change once it is made.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
export class PolicyStatement {
  /**
   * A statement from its JSON. What this class has no name for is kept.
   *
   * @param json the statement, as `JSON.parse` returns it; fails when it is not a JSON object
   */
  public static fromJson(json: any): PolicyStatement {
    if (!isMapping(json)) fail('Statement', statementNotMapping(json));
    return PolicyStatement.assemble(json, '');
  }

  private static assemble(json: Record<string, any>, reason: string): PolicyStatement {
    const statement = new PolicyStatement({ reason });
    statement.content = JSON.stringify(canonicalStatement(json));
    return statement;
  }

  /** Why the policy has this statement; empty when nobody said. */
  public readonly reason: string;

  /** JSON text cannot be changed from outside, nor through what was given. */
  private content: string;

  public constructor(props: PolicyStatementProps) {
    this.reason = props.reason ?? '';
    this.content = JSON.stringify(canonicalStatement(partsOf(props)));
  }

  /** The statement's id; empty when it has none. */
  public get sid(): string {
    return this.toJson().Sid ?? '';
  }

  /**
   * The same statement with other parts in place of its own.
   *
   * @internal
   */
  public _with(parts: Record<string, any>, reason: string): PolicyStatement {
    return PolicyStatement.assemble({ ...this.toJson(), ...parts }, reason);
  }

  /** The statement with its keys in IAM's own order, its sets sorted, and a set of one as a text. */
  public toJson(): any {
    return JSON.parse(this.content);
  }
}

function partsOf(props: PolicyStatementProps): Record<string, any> {
  const parts: Record<string, any> = {
    Sid: props.sid,
    Effect: props.effect ?? PolicyEffect.ALLOW,
    Principal: props.principals && principalPart(props.principals),
    NotPrincipal: props.notPrincipals && principalPart(props.notPrincipals),
    Action: props.actions,
    NotAction: props.notActions,
    Resource: props.resources,
    NotResource: props.notResources,
    Condition: props.conditions,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function principalPart(principals: readonly PolicyPrincipal[]): any {
  if (principals.some(({ kind }) => kind === '*')) return '*';
  const part: Record<string, string[]> = {};
  principals.forEach(({ kind, values }) => (part[kind] = [...(part[kind] ?? []), ...values]));
  return part;
}
