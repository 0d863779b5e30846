/**
 * Secrets Manager ends each secret's ARN in a hyphen and six random characters.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** A suffix that may as well be the last word of a name. */
const WORD = /-[a-z]{6}$/;

/** What stands for the six random characters in a policy. */
export const ANY_SUFFIX = '-??????';

const SECRET_ARN = /^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:(.+)$/;

/** Whether a text is a secret's ARN, with or without the six random characters. */
export function isSecretArn(text: string): boolean {
  return SECRET_ARN.test(text);
}

/** Whether a secret's ARN has all of it, the six random characters included. */
export function isFullSecretArn(arn: string): boolean {
  return isSecretArn(arn) && SUFFIX.test(arn);
}

/** The name of the secret that an ARN without the six random characters means. */
export function secretNameOf(partialArn: string): string {
  return SECRET_ARN.exec(partialArn)?.[1] ?? partialArn;
}

/**
 * Whether an ARN's last six characters look like a word: the name of `orders-master` ends as a full ARN does. Six random
 * characters are all lower-case letters in one ARN of two hundred.
 */
export function isAmbiguousSecretArn(arn: string): boolean {
  return isSecretArn(arn) && WORD.test(arn);
}

/** The ARN as a policy names it: what is not known of it is matched character by character. */
export function secretArnsInPolicy(arn: string): string[] {
  if (!isSecretArn(arn)) return [arn];
  if (isAmbiguousSecretArn(arn)) return [arn, `${arn}${ANY_SUFFIX}`];
  return isFullSecretArn(arn) ? [arn] : [`${arn}${ANY_SUFFIX}`];
}
