import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Lazy, Token } from 'cdktf';
import { Construct } from 'constructs';
import { shortHash } from '../catalogue/physical-name';
import { Place } from '../arn/place';
import { throwProblems } from '../problem';
import { inlinePolicyProblems } from '../policy/findings-as-problems';
import { executionPolicy } from '../policy/generators/execution';
import { secretResources } from '../policy/generators/secrets';
import { PolicyDocument } from '../policy/policy-document';
import { AwsEnvironment } from './aws-environment';
import { policyTextFor } from './hcl';
import { GOES_LAST } from './replacement';
import { expressionOf, legible, verbatim } from './tokens';

const NAME_PREFIX = 'RotationExecution-';

/** Two of this length, and two policies for master secrets, find room in a role: IAM takes 10,240 characters in all. */
export const MOST_EXECUTION_CHARACTERS = 3_000;

export interface ExecutionGrantProps {
  /** The role that gets the policy. */
  readonly roleName: string;

  /** The function that has the role. */
  readonly functionName: string;

  /**
   * The keys of the secrets that the function rotates.
   *
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly kmsKeyArns?: string[];

  /**
   * The subnets in which the function runs.
   *
   * @default - it runs outside any VPC
   */
  readonly subnetIds?: string[];

  /**
   * The security groups that it is in.
   *
   * @default - it runs outside any VPC
   */
  readonly securityGroupIds?: string[];
}

/** The inline policy by which a rotation function of one's own does its work, on the secrets that it rotates. */
export class ExecutionGrant extends Construct {
  /** The policy. */
  public readonly resource: IamRolePolicy;

  private readonly props: ExecutionGrantProps;
  private readonly secrets = new Map<string, string>();

  public constructor(scope: Construct, id: string, props: ExecutionGrantProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IamRolePolicy(this, 'Resource', {
      namePrefix: Lazy.stringValue({ produce: () => this.namePrefix() }),
      role: props.roleName,
      policy: Lazy.stringValue({ produce: () => this.policyText() }),
      lifecycle: GOES_LAST,
    });
  }

  public add(secret: string): void {
    this.secrets.set(expressionOf(this, secret), verbatim(secret));
  }

  /**
   * As with master secrets, a policy for other secrets is made beside the old one: a secret that is about to leave the
   * function needs it until then.
   */
  private namePrefix(): string {
    return `${NAME_PREFIX}${shortHash(expressionOf(this, policyTextFor(this, this.policy())))}-`;
  }

  private policyText(): string {
    const policy = this.policy();
    throwProblems(this.node.path, inlinePolicyProblems(policy));
    return policyTextFor(this, policy);
  }

  /** With too many secrets to name, they are all those whose rotation names this function. */
  private policy(): PolicyDocument {
    const exact = this.policyFor([...this.secrets.values()]);
    return exact.characters > MOST_EXECUTION_CHARACTERS ? this.policyFor([]) : exact;
  }

  private policyFor(secrets: readonly string[]): PolicyDocument {
    const { region, accountId, partitionName: partition } = AwsEnvironment.of(this);
    const place = Place.of({ region, accountId, partition });
    const { functionName, kmsKeyArns, subnetIds, securityGroupIds } = this.props;
    const arns = secrets.flatMap((secret) => secretResources(legible(this, secret), place));
    return executionPolicy({
      region,
      accountId,
      partition,
      functionName,
      kmsKeyArns,
      secretArns: arns.length === 0 ? undefined : arns,
      inVpc: subnetIds !== undefined,
      subnetIds: listed(subnetIds),
      securityGroupIds: listed(securityGroupIds),
    });
  }
}

/** A list that only Terraform knows cannot be named item by item. */
function listed(ids: string[] | undefined): string[] | undefined {
  return Token.isUnresolved(ids) ? undefined : ids;
}
