import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GOES_LAST } from './replacement';

export interface SecurityGroupConnectionProps {
  /** The group of what connects. */
  readonly sourceSecurityGroupId: string;

  /** The group of what is connected to. */
  readonly destinationSecurityGroupId: string;

  /** The TCP port of the destination. */
  readonly port: number;

  /** Whether the source's group is ours, so that it gets its half of the path too. */
  readonly ownsSource: boolean;
}

/** A TCP connection that two security groups allow: out of the source's, into the destination's. */
export class SecurityGroupConnection extends Construct {
  /** The rules on both sides. */
  public readonly rules: ITerraformDependable[];

  public constructor(scope: Construct, id: string, props: SecurityGroupConnectionProps) {
    super(scope, id);
    const { sourceSecurityGroupId, destinationSecurityGroupId, port } = props;
    const connection = {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      lifecycle: GOES_LAST,
    };

    const ingress = new VpcSecurityGroupIngressRule(this, 'Ingress', {
      ...connection,
      securityGroupId: destinationSecurityGroupId,
      referencedSecurityGroupId: sourceSecurityGroupId,
    });
    this.rules = [ingress];
    if (!props.ownsSource) return;

    const egress = new VpcSecurityGroupEgressRule(this, 'Egress', {
      ...connection,
      securityGroupId: sourceSecurityGroupId,
      referencedSecurityGroupId: destinationSecurityGroupId,
    });
    this.rules.push(egress);
  }
}
