import { Finding } from '../config';
import { RotationConfig, StackConfig } from '../config/model';
import { nameOfSecret } from '../arn/secret-arn';
import { deploymentWarning } from './deployment-finding';
import { EarlierStack, earlierStacks, stateOf } from './earlier-stacks';
import { regionOfStackChanged, stackLeft, stackRenamed } from './problems';

/** Warnings of what was deployed from a folder and would go on rotating there, while the configuration is deployed beside it. */
export function movedStacks({ stacks }: RotationConfig, folder: string, outputFolder: string): Finding[] {
  return earlierStacks(folder, outputFolder).flatMap((earlier) => {
    const stack = stacks[earlier.name];
    if (stack) return regionFindings(earlier, stack);
    const [heir] = Object.entries(stacks)
      .filter(([, { region }]) => region === earlier.region)
      .filter(([, other]) => sharedSecret(earlier, other) !== undefined);
    return heir ? renamed(earlier, ...heir) : left(earlier);
  });
}

function regionFindings({ name, region: earlier }: EarlierStack, { region }: StackConfig): Finding[] {
  const path = `stacks.${name}.region`;
  return earlier === region ? [] : [deploymentWarning(path, regionOfStackChanged(name, earlier, region))];
}

/** A stack of another name that has the state of the earlier one is the same stack. */
function renamed(earlier: EarlierStack, name: string, stack: StackConfig): Finding[] {
  const state = stateOf(name, stack.backend);
  if (state === earlier.state) return [];
  const secret = sharedSecret(earlier, stack)!;
  return [deploymentWarning(`stacks.${name}`, stackRenamed(earlier, { name, state }, secret))];
}

/** Where the state is kept elsewhere, it is not known whether the stack has been destroyed. */
function left({ name, state }: EarlierStack): Finding[] {
  return state === stateOf(name) ? [deploymentWarning('stacks', stackLeft(name, state))] : [];
}

function sharedSecret(earlier: EarlierStack, { rotations }: StackConfig): string | undefined {
  const secrets = Object.values(rotations).map(({ secret }) => nameOfSecret(secret));
  return earlier.secrets.find((secret) => secrets.includes(secret));
}
