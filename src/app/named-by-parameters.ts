import { RotationConfig } from '../config/model';
import { parameterOf } from '../config/ssm-parameter';
import { Problem } from '../problem';
import { policyOfParameter } from './problems';

/** What policies name of a rotation. */
const NAMED = ['secret', 'masterSecret', 'kmsKeyArn', 'masterSecretKmsKeyArn'] as const;

/** What of the rotations no policy can name, because only Terraform reads what it is. */
export function namedByParameters(
  { stacks }: RotationConfig,
  keys: readonly (typeof NAMED)[number][] = NAMED,
): Problem[] {
  return Object.entries(stacks).flatMap(([stack, { rotations }]) =>
    Object.entries(rotations).flatMap(([name, rotation]) =>
      keys.flatMap((key) => {
        const parameter = parameterOf(rotation[key]);
        return parameter ? [policyOfParameter(`${stack}/${name}`, key, parameter.name)] : [];
      }),
    ),
  );
}
