import { masterArnInvalid, masterArnPartial } from './problems';
import { Problem } from '../problem';
import { isAmbiguousSecretArn, isFullSecretArn, isSecretArn } from '../arn/secret-arn';

/** The characters of a secret's name and of the random ones after it, to the most of both. */
const NAME = /:secret:[A-Za-z0-9/_+=.@!-]{1,519}$/;

/** What is wrong with the ARN of a master secret. */
export function checkMasterArn(arn: string): Problem[] {
  if (!isSecretArn(arn) || !NAME.test(arn)) return [masterArnInvalid()];
  return isFullSecretArn(arn) && !isAmbiguousSecretArn(arn) ? [] : [masterArnPartial()];
}
