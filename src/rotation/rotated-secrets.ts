import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { parseArn } from '../arn/arn';
import { nameOfSecret } from '../arn/secret-arn';
import { SecretRotationError } from '../problem';
import { isSynthesised } from './conditional-resource';
import { rotatedTwice } from './problems';
import { providerAlias } from './provider';
import { expressionOf, isToken } from './tokens';

interface Rotation extends Construct {
  readonly resource: TerraformResource;
}

/** What differs from one element to the next of those that one construct makes. */
const ONE_OF_SEVERAL = /\b(each|count|self)\./;

const ROTATED = new WeakMap<IConstruct, Map<string, Rotation[]>>();

/**
 * Refuses a second rotation of a secret, which has one. It is asked at synthesis, because one may have moved to the other's
 * place by then. Stacks may be in different accounts, so that in two of them only a whole ARN is one secret.
 */
export function rotateOnce(rotation: Rotation, secret: string): void {
  const { root } = rotation.node;
  const rotated = ROTATED.get(root) ?? new Map<string, Rotation[]>();
  ROTATED.set(root, rotated);
  const others = keysOf(rotation, secret).map((key) => addTo(rotated, key, rotation));
  rotation.node.addValidation({
    validate: () => {
      const other =
        isSynthesised(rotation.resource) && others.flat().find(({ resource }) => isSynthesised(resource));
      return other
        ? [new SecretRotationError(rotation.node.path, [rotatedTwice(secret, other.node.path)]).message]
        : [];
    },
  });
}

/** The rotations before. */
function addTo(rotated: Map<string, Rotation[]>, key: string, rotation: Rotation): Rotation[] {
  const before = rotated.get(key) ?? [];
  rotated.set(key, [...before, rotation]);
  return before;
}

function keysOf(rotation: Construct, secret: string): string[] {
  const place = [TerraformStack.of(rotation).node.path, providerAlias(rotation) ?? ''].join(' ');
  if (isToken(secret)) {
    const expression = expressionOf(rotation, secret).replace(/\.(id|arn)\}$/, '}');
    return ONE_OF_SEVERAL.test(expression) ? [] : [`${place} ${expression}`];
  }
  const arn = parseArn(secret);
  const name = nameOfSecret(secret);
  return [`${place} ${name}`, ...(arn ? [`${arn.region} ${arn.account} ${name}`] : [])];
}
