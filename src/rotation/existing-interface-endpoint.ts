import { conditional, Fn, ITerraformDependable, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { inputProblems } from '../arn/inputs';
import { throwProblems } from '../problem';
import { referenceProblems } from './given-away';
import { endpointNotFips, privateDnsMissing } from './problems';
import { AwsEnvironment, TOLD_SERVICE } from './aws-environment';
import { lifecycleFor } from './hcl';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { ExistingEndpointProps } from './interface-endpoint';
import { DataSourceKey } from './data-source-key';
import { waitFor } from './dependencies';
import { checkKinds } from './rotation-kinds';
import { fipsOf, useProvider } from './provider';
import { SecurityGroupRules } from './security-group-rules';
import { DATA_SOURCES } from './data-sources';
import { termOf } from './tokens';

type Condition = NonNullable<TerraformResourceLifecycle['postcondition']>[number];

export interface ExistingInterfaceEndpointProps extends ExistingEndpointProps {
  /** The service's name as it stands in its host name. */
  readonly service: string;
}

/** An interface endpoint that was created elsewhere. Without private DNS it is reached under a host name of its own. */
export class ExistingInterfaceEndpoint extends Construct implements IInterfaceEndpoint {
  /** The security group of the endpoint that lets rotation functions in. */
  public readonly securityGroupId: string;

  /** The host name under which the service is reached through the endpoint. */
  public readonly host: string;

  /** Who makes the rules by which the security group lets rotation functions in. */
  public readonly rules?: SecurityGroupRules;

  /** Nothing: the endpoint exists. */
  public readonly prerequisites: ITerraformDependable[] = [];

  public constructor(scope: Construct, id: string, props: ExistingInterfaceEndpointProps) {
    super(scope, id);
    checkKinds(this, props);
    useProvider(this, props.provider);
    const { vpcEndpointId, securityGroupId, service } = props;
    throwProblems(this.node.path, [
      ...inputProblems('vpcEndpointId', 'vpcEndpointId', [vpcEndpointId]),
      ...inputProblems(
        'securityGroupId',
        'securityGroupId',
        securityGroupId === undefined ? [] : [securityGroupId],
      ),
      ...referenceProblems(this, { vpcEndpointId, securityGroupId }),
    ]);
    const needsPrivateDns = service !== TOLD_SERVICE;
    const key = new DataSourceKey(this, 'Id', { value: vpcEndpointId });
    waitFor(this, { dependsOn: props.dependsOn });
    const endpoint = new DATA_SOURCES.DataAwsVpcEndpoint(this, 'Resource', {
      id: key.value,
      lifecycle: this.require(props),
    });
    const usualHost = AwsEnvironment.of(this).host(service);

    this.rules = props.rules;
    this.securityGroupId = securityGroupId ?? Fn.element(endpoint.securityGroupIds, 0);
    this.host = needsPrivateDns
      ? usualHost
      : conditional(endpoint.privateDnsEnabled, usualHost, endpoint.dnsEntry.get(0).dnsName).toString();
  }

  /** What the endpoint has to be like, so that the functions reach the service through it under the name that they know. */
  private require({
    vpcEndpointId,
    service,
  }: ExistingInterfaceEndpointProps): TerraformResourceLifecycle | undefined {
    const conditions = [
      ...(service === TOLD_SERVICE ? [] : [hasPrivateDns(vpcEndpointId, service)]),
      ...(service === TOLD_SERVICE && fipsOf(this) === true ? [this.leadsTo(vpcEndpointId, service)] : []),
    ];
    return conditions.length === 0 ? undefined : lifecycleFor(this, { postcondition: conditions });
  }

  private leadsTo(vpcEndpointId: string, service: string): Condition {
    const wanted = AwsEnvironment.of(this).endpointService(service);
    return {
      condition: `\${self.service_name == ${termOf(this, wanted)}}`,
      errorMessage: endpointNotFips(vpcEndpointId, wanted).message,
    };
  }
}

function hasPrivateDns(vpcEndpointId: string, service: string): Condition {
  const { message } = privateDnsMissing(vpcEndpointId, service);
  return { condition: '${self.private_dns_enabled}', errorMessage: message };
}
