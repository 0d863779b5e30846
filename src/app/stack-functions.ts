import { Construct } from 'constructs';
import { findApplication } from '../catalogue/find-application';
import { CodeConfig, FunctionConfig, RotationEntry } from '../config/model';
import { RotationGroup } from '../config/rotation-group';
import { IRotationFunction } from '../rotation/i-rotation-function';
import { OwnRotationFunction } from '../rotation/own-rotation-function';
import { RotationFunction } from '../rotation/rotation-function';
import { RotationFunctionCode } from '../rotation/rotation-function-code';
import { RotationNetwork } from '../rotation/rotation-network';
import { StackNetworks } from './stack-networks';

/** The rotation function of a group, whatever it is made from. */
export function addFunction(
  scope: Construct,
  group: RotationGroup,
  networks: StackNetworks,
): IRotationFunction {
  const { network: name } = group.rotations[0];
  const network = name === undefined ? undefined : networks.get(name);
  const { existing, code } = group.named ?? {};
  if (existing !== undefined) {
    const { roleName } = group.named!;
    return RotationFunction.fromFunctionArn(scope, group.name, { functionArn: existing, roleName, network });
  }
  return code === undefined
    ? addApplication(scope, group, network)
    : addOwn(scope, group, group.named!, network);
}

function addApplication(
  scope: Construct,
  group: RotationGroup,
  network?: RotationNetwork,
): IRotationFunction {
  const { functionName, application, named, rotations } = group;
  const { kmsKeyArn, excludeCharacters, applicationVersion } = named ?? rotations[0];
  return new RotationFunction(scope, group.name, {
    application: application!,
    functionName,
    stackName: named?.stackName,
    applicationVersion,
    network,
    kmsKeyArn,
    excludeCharacters,
    parameters: named?.parameters,
    logRetentionDays: named?.logs?.retentionDays,
    logKmsKeyArn: named?.logs?.kmsKeyArn,
  });
}

function addOwn(
  scope: Construct,
  { name, functionName, rotations }: RotationGroup,
  named: FunctionConfig,
  network?: RotationNetwork,
): IRotationFunction {
  const { handler, runtime, architecture, layers, environment, password, excludeCharacters } = named;
  const { timeoutSeconds, memoryMegabytes, role, logs } = named;
  return new OwnRotationFunction(scope, name, {
    code: codeOf(named.code!),
    handler,
    runtime,
    architecture,
    layers,
    environment,
    password,
    excludeCharacters,
    timeoutSeconds,
    memoryMegabytes,
    functionName,
    network,
    kmsKeyArns: keysOf(named, rotations),
    permissionsBoundaryArn: role?.permissionsBoundaryArn,
    rolePath: role?.path,
    roleArn: role?.existing,
    logRetentionDays: logs?.retentionDays,
    logKmsKeyArn: logs?.kmsKeyArn,
  });
}

function codeOf({ zip, s3, image }: CodeConfig): RotationFunctionCode {
  if (zip !== undefined) return RotationFunctionCode.zip(zip);
  return s3 === undefined ? RotationFunctionCode.image(image!) : RotationFunctionCode.s3(s3);
}

/** Each secret may have a key of its own. */
function keysOf({ kmsKeyArn }: FunctionConfig, rotations: readonly RotationEntry[]): string[] | undefined {
  const all = [kmsKeyArn, ...rotations.map((rotation) => rotation.kmsKeyArn)];
  const keys = [...new Set(all.flatMap((key) => key ?? []))];
  return keys.length === 0 ? undefined : keys;
}

/** The port that a rotation says or its engine usually has, where the function's code is somebody's own. */
export function portOf(
  { port, engine, strategy }: RotationEntry,
  { application }: RotationGroup,
): number | undefined {
  return port ?? (application === undefined ? findApplication(engine, strategy)?.defaultPort : undefined);
}
