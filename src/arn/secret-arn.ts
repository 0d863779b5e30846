/** What stands for the six random characters in a policy. */
export const ANY_SUFFIX = '-??????';

/**
 * Secrets Manager ends each secret's ARN in a hyphen and six random characters. A policy may have a pattern in their place.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

const PATTERN_SUFFIX = /(-\?{6}|\*)$/;

/** A suffix that may as well be the last word of a name. */
const WORD = /-([a-z]{6}|[A-Z]{6}|\d{6})$/;

const TOKEN = '[$#]\\{[^{}]*\\}';

const SECRET_ARN = new RegExp(
  `^arn:([a-z-]+|${TOKEN}):secretsmanager:([a-z0-9-]+|${TOKEN}):(\\d{12}|${TOKEN}):secret:(?<name>.+)$`,
);

/** Whether a text is a secret's ARN, with or without the six random characters. */
export function isSecretArn(text: string): boolean {
  return SECRET_ARN.test(text);
}

/** Whether a secret's ARN has all of it, the six random characters included. */
export function isFullSecretArn(arn: string): boolean {
  return isSecretArn(arn) && SUFFIX.test(arn);
}

/** Whether an ARN is a pattern that leaves the whole name open. */
export function isAnySecret(arn: string): boolean {
  return /^[*?]*(-\?{6})?$/.test(secretNameOf(arn));
}

/** The name of the secret that an ARN without the six random characters means. */
export function secretNameOf(partialArn: string): string {
  return SECRET_ARN.exec(partialArn)?.groups?.name ?? partialArn;
}

/** A service puts its own name before those of the secrets that it manages, with a character that no other name has. */
const MANAGER = /^([a-z-]+)!/;

/** The service of AWS that manages a secret, which is given by its name or ARN: `rds`, `redshift` and so on. */
export function managerOf(secret: string): string | undefined {
  return MANAGER.exec(secretNameOf(secret))?.[1];
}

/** The name of a secret that is given by its name or ARN. Where the ARN's end reads like a word, that is part of it. */
export function nameOfSecret(secret: string): string {
  const name = secretNameOf(secret);
  return isFullSecretArn(secret) && !isAmbiguousSecretArn(secret) ? name.replace(SUFFIX, '') : name;
}

/**
 * The names that a configuration may have for a secret whose ARN AWS has told, which is never without its random characters: the
 * secret's own first, and where they read like a word also what `nameOfSecret` makes of the ARN.
 */
export function namesOfToldArn(arn: string): string[] {
  return [...new Set([secretNameOf(arn).replace(SUFFIX, ''), nameOfSecret(arn)])];
}

/**
 * Whether an ARN's last six characters look like a word or a number: the name of `orders-master` ends as a full ARN does.
 * Six random characters are all of one kind in about one ARN of a hundred.
 */
export function isAmbiguousSecretArn(arn: string): boolean {
  return isSecretArn(arn) && WORD.test(arn);
}

/** The ARN as a policy names it: what is not known of it is matched character by character. */
export function secretArnsInPolicy(arn: string): string[] {
  if (!isSecretArn(arn) || PATTERN_SUFFIX.test(arn)) return [arn];
  if (isAmbiguousSecretArn(arn)) return [arn, `${arn}${ANY_SUFFIX}`];
  return isFullSecretArn(arn) ? [arn] : [`${arn}${ANY_SUFFIX}`];
}
