import { usesManagedMasterSecret } from '../catalogue/database-engines';
import { managedMasterSecretNotUsed, masterArnInvalid, masterArnIsName, masterArnPartial } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';
import { isAmbiguousSecretArn, isFullSecretArn, isSecretArn, secretNameOf } from '../arn/secret-arn';

/** The characters of a secret's name and of the random ones after it, to the most of both. */
const NAME_IN_ARN = /:secret:[A-Za-z0-9/_+=.@!-]{1,519}$/;

/** A name alone. Only AWS gives names with an exclamation mark. */
const NAME = /^(?:[A-Za-z0-9/_+=.@-]{1,512}|(?:rds|redshift)![A-Za-z0-9/_+=.@-]{1,500})$/;

/** What the names start with of the secrets that AWS manages for its databases, and which functions complete them. */
const MANAGED: readonly (readonly [start: string, isUsed: (engine: string) => boolean])[] = [
  ['rds!db-', (engine) => usesManagedMasterSecret(engine, 'instance')],
  ['rds!cluster-', (engine) => usesManagedMasterSecret(engine, 'cluster')],
  ['redshift!', (engine) => engine === 'redshift'],
];

/** What is wrong with the name or ARN of a master secret. */
export function checkMasterArn(arn: string, { contract: { engine } }: Subject): Problem[] {
  if (!NAME.test(arn) && !(isSecretArn(arn) && NAME_IN_ARN.test(arn))) return [masterArnInvalid()];
  const [start, isUsed] = managedAs(arn) ?? [];
  if (start !== undefined && !isUsed!(engine)) return [managedMasterSecretNotUsed(engine, start)];
  if (NAME.test(arn)) return [masterArnIsName()];
  return isFullSecretArn(arn) && !isAmbiguousSecretArn(arn) ? [] : [masterArnPartial()];
}

/** Whether a secret is one that AWS manages for a database. */
export function isManagedSecret(arn: unknown): boolean {
  return typeof arn === 'string' && managedAs(arn) !== undefined;
}

function managedAs(arn: string): (typeof MANAGED)[number] | undefined {
  return MANAGED.find(([start]) => secretNameOf(arn).startsWith(start));
}
