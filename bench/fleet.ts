import { writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { NetworkConfig, RotationConfig, RotationEntry, StackConfig } from '../src/config/model';

/** So many secrets, spread evenly over so many stacks. */
export interface Fleet {
  readonly secrets: number;
  readonly stacks: number;
}

/** Up to a thousand secrets are in one stack; more are in stacks of 500. */
export function fleetOf(secrets: number): Fleet {
  return { secrets, stacks: secrets > 1000 ? Math.ceil(secrets / 500) : 1 };
}

export function fleetName({ secrets, stacks }: Fleet): string {
  const inStacks = stacks === 1 ? '' : ` in ${stacks} stacks`;
  return `${secrets.toLocaleString('en')} secret${secrets === 1 ? '' : 's'}${inStacks}`;
}

/** The configuration of a fleet, each entry of which says all that it can: engine, strategy, master, network, schedule. */
export function configurationOf({ secrets, stacks }: Fleet): RotationConfig {
  const each = Math.ceil(secrets / stacks);
  const entries = Array.from({ length: stacks }, (_, index): [string, StackConfig] => [
    stackName(index),
    stackOf(index, Math.min(each, secrets - index * each)),
  ]);
  return { version: 1, stacks: Object.fromEntries(entries) };
}

/** Writes a fleet's configuration into a folder, as people write it and as machines do. */
export function writeConfiguration(fleet: Fleet, folder: string): { yaml: string; json: string } {
  const config = configurationOf(fleet);
  const [yaml, json] = ['yaml', 'json'].map((format) => join(folder, `${fleet.secrets}.${format}`));
  writeFileSync(yaml, stringify(config));
  writeFileSync(json, JSON.stringify(config, null, 2));
  return { yaml, json };
}

function stackName(index: number): string {
  return `production-${index}`;
}

function stackOf(index: number, secrets: number): StackConfig {
  const rotations = Array.from({ length: secrets }, (_, number): [string, RotationEntry] => [
    `orders-${number}`,
    {
      engine: 'mysql',
      strategy: 'multi-user',
      secret: `${stackName(index)}/orders-${number}`,
      masterSecret: `${stackName(index)}/orders-master`,
      network: 'private',
      schedule: { everyDays: 30 },
    },
  ]);
  return {
    region: 'us-east-1',
    networks: { private: networkOf(index) },
    rotations: Object.fromEntries(rotations),
  };
}

function networkOf(index: number): NetworkConfig {
  const id = (kind: string, start: string): string =>
    `${kind}-${start}${index.toString(16).padStart(16, '0')}`;
  return {
    vpcId: id('vpc', 'a'),
    subnetIds: [id('subnet', 'a'), id('subnet', 'b')],
    databaseSecurityGroupIds: [id('sg', 'a')],
    secretsManagerEndpoint: 'create',
  };
}
