import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { synthesiseOnlyIf } from './conditional-resource';
import { addressOf } from './address';
import { referenceFor } from './hcl';
import { GOES_LAST } from './replacement';

export interface SecurityGroupConnectionProps {
  /** The group of what connects. */
  readonly sourceSecurityGroupId: string;

  /** The group of what is connected to. */
  readonly destinationSecurityGroupId: string;

  /**
   * What tells the destination's group from others, where that is known before its id.
   *
   * @default - its id
   */
  readonly destinationKey?: string;

  /** The TCP port of the destination. */
  readonly port: number;

  /**
   * The source's group if it is ours, so that it gets its half of the path.
   *
   * @default - it is not ours
   */
  readonly ownSource?: TerraformResource;

  /** Whether the destination's group gets its half of the path. */
  readonly opensDestination: boolean;
}

/** A TCP connection that two security groups allow: out of the source's, into the destination's. */
export class SecurityGroupConnection extends Construct {
  /** What is connected. */
  public readonly props: SecurityGroupConnectionProps;

  /** The rules on both sides. */
  public readonly rules: readonly TerraformResource[];

  public constructor(scope: Construct, id: string, props: SecurityGroupConnectionProps) {
    super(scope, id);
    this.props = props;
    this.rules = [
      ...(props.opensDestination ? [this.letIn(props)] : []),
      ...(props.ownSource ? [this.letOut(props)] : []),
    ];
  }

  /**
   * Leaves the rules out where they are made otherwise, which is known when the stack is synthesised, or when Terraform
   * plans.
   *
   * @param count an expression of 0 or 1, where Terraform decides
   */
  public onlyIf(isNeeded: () => boolean, count: () => string | undefined = () => undefined): void {
    this.rules.forEach((rule) => {
      synthesiseOnlyIf(rule, isNeeded);
      Object.defineProperty(rule, 'count', { get: count });
    });
  }

  private letIn(props: SecurityGroupConnectionProps): TerraformResource {
    return new VpcSecurityGroupIngressRule(this, 'Ingress', {
      ...tcp(props),
      lifecycle: this.replacedWith(props.ownSource),
      securityGroupId: props.destinationSecurityGroupId,
      referencedSecurityGroupId: props.sourceSecurityGroupId,
    });
  }

  /** By itself Terraform changes the rule to let in a new group, and shuts the old one out that is still in use. */
  private replacedWith(source: TerraformResource | undefined): TerraformResourceLifecycle {
    if (source === undefined) return GOES_LAST;
    return { ...GOES_LAST, replaceTriggeredBy: [referenceFor(this, `${addressOf(this, source)}.id`)] };
  }

  private letOut(props: SecurityGroupConnectionProps): TerraformResource {
    return new VpcSecurityGroupEgressRule(this, 'Egress', {
      ...tcp(props),
      securityGroupId: props.sourceSecurityGroupId,
      referencedSecurityGroupId: props.destinationSecurityGroupId,
    });
  }
}

function tcp({ port }: SecurityGroupConnectionProps) {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port, lifecycle: GOES_LAST } as const;
}
