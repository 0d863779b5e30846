import { Finding } from '../../config';
import { RotationConfig } from '../../config/model';
import { Problem } from '../../problem';
import { regionOfStackChanged, stackGone } from '../problems';
import { Deployed } from './deployed';
import { deployedOfConfiguration } from './of-configuration';
import { replacements } from './replacements';

/** What is deployed, by the names of stacks; a state that does not say of which stack it is has none. */
export type DeployedStacks = ReadonlyMap<string | undefined, Deployed>;

/** Warnings of what Terraform would replace or remove when a configuration is deployed over what is deployed. */
export function findingsAgainst(config: RotationConfig, before: DeployedStacks): Finding[] {
  const after = deployedOfConfiguration(config);
  return [...before].flatMap(([name, was]) => {
    const heir = name !== undefined && after.has(name) ? name : heirOf(was, after);
    if (heir === undefined) return [warning('stacks', stackGone(name, was.rotations.length))];
    return ofStack(heir, was, after.get(heir)!);
  });
}

/** The stack that rotates something of what a state rotates, in its region. */
function heirOf({ region, rotations }: Deployed, after: ReadonlyMap<string, Deployed>): string | undefined {
  const secrets = new Set(rotations.map(({ secret }) => secret));
  const [heir] = [...after].find(
    ([, one]) =>
      (region === undefined || one.region === region) &&
      one.rotations.some(({ secret }) => secret !== undefined && secrets.has(secret)),
  ) ?? [undefined];
  return heir;
}

function ofStack(name: string, before: Deployed, after: Deployed): Finding[] {
  const { region } = before;
  if (region !== undefined && region !== after.region) {
    const problem = regionOfStackChanged(name, region, after.region!);
    return [warning(`stacks.${name}.region`, problem)];
  }
  return replacements(before, after).map((problem) => warning(`stacks.${name}`, problem));
}

function warning(path: string, { code, message }: Problem): Finding {
  return { rule: code, severity: 'warning', path, message };
}
