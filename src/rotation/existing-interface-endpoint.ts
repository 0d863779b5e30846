import { conditional, Fn, ITerraformDependable, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { privateDnsMissing } from './problems';
import { AwsEnvironment } from './aws-environment';
import { lifecycleFor } from './hcl';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { ExistingEndpointProps } from './interface-endpoint';
import { DataSourceKey } from './data-source-key';
import { waitFor } from './dependencies';
import { useProvider } from './provider';
import { SecurityGroupRules } from './security-group-rules';
import { DATA_SOURCES } from './data-sources';

export interface ExistingInterfaceEndpointProps extends ExistingEndpointProps {
  /** The service's name as it stands in its host name. */
  readonly service: string;
}

/** The only service whose host name a function is told. Of others it knows the usual one. */
const TOLD = 'secretsmanager';

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
    useProvider(this, props.provider);
    const { vpcEndpointId, securityGroupId, service } = props;
    const needsPrivateDns = service !== TOLD;
    const key = new DataSourceKey(this, 'Id', { value: vpcEndpointId });
    waitFor(this, { dependsOn: props.dependsOn });
    const endpoint = new DATA_SOURCES.DataAwsVpcEndpoint(this, 'Resource', {
      id: key.value,
      lifecycle: needsPrivateDns ? lifecycleFor(this, requirePrivateDns(vpcEndpointId, service)) : undefined,
    });
    const usualHost = AwsEnvironment.of(this).host(service);

    this.rules = props.rules;
    this.securityGroupId = securityGroupId ?? Fn.element(endpoint.securityGroupIds, 0);
    this.host = needsPrivateDns
      ? usualHost
      : conditional(endpoint.privateDnsEnabled, usualHost, endpoint.dnsEntry.get(0).dnsName).toString();
  }
}

function requirePrivateDns(vpcEndpointId: string, service: string): TerraformResourceLifecycle {
  const { message } = privateDnsMissing(vpcEndpointId, service);
  return { postcondition: [{ condition: '${self.private_dns_enabled}', errorMessage: message }] };
}
