import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { RotationStrategy } from '../catalogue';
import { RDS_MANAGED, RotationEntry, ScheduleConfig, StackConfig } from '../config/model';
import { RedshiftWarehouse } from '../rotation/redshift-warehouse';
import { IRotationFunction } from '../rotation/i-rotation-function';
import { RotationSchedule } from '../rotation/rotation-schedule';
import { SecretRotation } from '../rotation/secret-rotation';
import { configureBackend } from './backend';
import { NamedRotation, RotationGroup, rotationGroups } from '../config/rotation-group';
import { rotationIds } from './rotation-ids';
import { SsmParameters } from './ssm-parameters';
import { inStableOrder } from './stable-order';
import { addFunction, portOf } from './stack-functions';
import { StackNetworks } from './stack-networks';

/** The Terraform stack of one entry under `stacks` in the configuration. */
export class RotationStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: StackConfig) {
    super(scope, id);
    this.configureProvider(props);
    configureBackend(this, props.backend);

    const stack = inStableOrder(props);
    const parameters = new SsmParameters(this, 'Parameters');
    const networks = new StackNetworks(this, 'Networks', { stack, parameters });
    const functions = new Construct(this, 'Functions');
    const rotations = new Construct(this, 'Rotations');
    const groups = rotationGroups(id, stack);
    const ids = rotationIds(groups.flatMap((group) => group.rotations));
    for (const group of groups) {
      const known = {
        ...group,
        named: group.named && parameters.inPlaceOf(group.named),
        rotations: parameters.inPlaceOf(group.rotations),
      };
      const rotationFunction = addFunction(functions, known, networks);
      putOutSecurityGroup(rotationFunction, known);
      known.rotations.forEach((rotation) =>
        addRotation(
          rotations,
          ids.get(rotation.name)!,
          { ...rotation, port: portOf(rotation, known) },
          rotationFunction,
        ),
      );
    }
  }

  private configureProvider(props: StackConfig): void {
    const { region, profile, assumeRole, allowedAccountIds, fips, tags, awsProviderVersion } = props;
    new AwsProvider(this, 'Aws', {
      region,
      profile,
      assumeRole: assumeRole && [assumeRole],
      allowedAccountIds,
      useFipsEndpoint: fips,
      defaultTags: tags && [{ tags }],
    });
    if (awsProviderVersion) {
      this.addOverride('terraform.required_providers.aws.version', awsProviderVersion);
    }
  }
}

/** Whoever makes the rules in the database's or the endpoint's security group wants to know the function's own. */
function putOutSecurityGroup(rotationFunction: IRotationFunction, { name, named }: RotationGroup): void {
  const { network, functionName, securityGroupIds } = rotationFunction;
  if (!network || network.functionSecurityGroupIds || named?.existing) return;
  new TerraformOutput(rotationFunction, 'SecurityGroupId', {
    value: securityGroupIds[0],
    description: `The security group of the rotation function ${functionName}`,
  }).overrideLogicalId(`${name.replace(/[^\w-]/g, '_')}-security-group-id`);
}

function addRotation(
  scope: Construct,
  id: string,
  rotation: NamedRotation,
  rotationFunction: IRotationFunction,
): void {
  const { secret, masterSecret, masterSecretKmsKeyArn, port, rotateImmediately } = rotation;
  new SecretRotation(scope, id, {
    secret,
    masterSecret: masterSecret === RDS_MANAGED ? undefined : masterSecret,
    managedMasterSecret: masterSecret === RDS_MANAGED,
    redshiftWarehouse: warehouseOf(rotation),
    masterSecretKmsKeyArn,
    port,
    rotateImmediately,
    rotationFunction,
    schedule: scheduleOf(rotation),
  });
}

function warehouseOf({ redshiftWarehouse }: RotationEntry): RedshiftWarehouse | undefined {
  if (redshiftWarehouse === 'serverless') return RedshiftWarehouse.serverless();
  return redshiftWarehouse && RedshiftWarehouse.cluster(redshiftWarehouse.cluster);
}

/** When a rotation of the configuration opens its windows. */
export function scheduleOf({ schedule, strategy }: RotationEntry): RotationSchedule {
  const { everyDays, rate, cron, complianceDays, window }: ScheduleConfig = schedule;
  if (everyDays !== undefined) return RotationSchedule.everyDays(everyDays, { window });
  if (rate !== undefined) return RotationSchedule.rate(rate, { window });
  if (cron !== undefined) return RotationSchedule.cron(cron, { window });
  // The shorter interval, where only the function knows the strategy.
  const judgedAs = (strategy as RotationStrategy | undefined) ?? RotationStrategy.MULTI_USER;
  return RotationSchedule.forCompliance(complianceDays!, judgedAs, { window });
}
