import { Problem } from '../../problem';
import { inputOfNone, secretOfNoFunction } from '../problems';

/** Functions, secrets, and which of the functions rotates which of the secrets. */
export interface RotatedSecrets {
  readonly functionNames: string[];
  readonly secrets: string[];
  readonly secretsByFunction?: Record<string, string[]>;
}

/** Functions, and secrets that each of them may rotate. */
type Rotated = Pick<RotatedSecrets, 'functionNames' | 'secrets'>;

/** What is rotated with what: all with all, unless it is said. */
export function rotatedTogether({ functionNames, secrets, secretsByFunction }: RotatedSecrets): Rotated[] {
  if (secretsByFunction === undefined) return [{ functionNames, secrets }];
  return Object.entries(secretsByFunction)
    .filter(([, own]) => own.length > 0)
    .map(([name, own]) => ({ functionNames: [name], secrets: own }));
}

/** What is wrong with what is said of functions and secrets. */
export function secretsByFunctionProblems(props: RotatedSecrets): Problem[] {
  if (props.secretsByFunction === undefined) return [];
  const functionNames = Object.keys(props.secretsByFunction);
  const secrets = new Set(Object.values(props.secretsByFunction).flat());
  return [
    ...without(functionNames, props.functionNames).map((name) => inputOfNone(name, 'functionNames')),
    ...without([...secrets], props.secrets).map((secret) => inputOfNone(secret, 'secrets')),
    ...without(props.secrets, [...secrets]).map((secret) => secretOfNoFunction(secret)),
  ];
}

function without(items: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return items.filter((item) => !left.has(item));
}
