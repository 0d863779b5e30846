import { Place } from '../../arn/place';
import { hasWildcard } from '../glob';
import { ANY_SUFFIX, isSecretArn, secretArnsInPolicy } from '../../arn/secret-arn';
import { hasToken } from '../../arn/token';

/** What a policy names a secret by, which is given by its name or ARN. A name never has the six random characters. */
export function secretResources(secret: string, place: Place): string[] {
  if (isSecretArn(secret) || hasToken(secret)) return secretArnsInPolicy(secret);
  return [`${place.arn('secretsmanager', `secret:${secret}`)}${ANY_SUFFIX}`];
}

/** All secrets of the account in the region. */
export function allSecrets(place: Place): string {
  return place.arn('secretsmanager', 'secret:*');
}

/** Limits the use of keys to Secrets Manager, and to the secrets where they are known. */
export function keyConditions(
  viaServices: readonly string[],
  secretArns: readonly string[],
): Record<string, any> {
  const arns = secretArns.flatMap(secretArnsInPolicy);
  const exact = !arns.some(hasWildcard);
  const context = { 'kms:EncryptionContext:SecretARN': arns };
  const via = { 'kms:ViaService': [...viaServices] };
  if (arns.length === 0) return { StringEquals: via };
  return exact ? { StringEquals: { ...context, ...via } } : { StringEquals: via, StringLike: context };
}
