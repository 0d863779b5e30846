import { Problem } from '../problem';
import { secretEmptyValue, secretWrongType } from './problems';
import { checkDbname, needsNoDbname } from './dbname-rule';
import { checkEngine } from './engine-rule';
import { checkHost } from './host-rule';
import { Values } from './keys';
import { checkMasterArn } from './master-arn-rule';
import { checkPassword } from './password-rule';
import { checkPort } from './port-rule';
import { Remark } from './secret-finding';
import { checkSsl } from './ssl-rule';
import { masterOf, Subject } from './subject';
import { checkUserName } from './user-name-rule';

/** Finds what is wrong with a value, among the others. */
type Check = (value: unknown, subject: Subject, values: Values) => Problem[];

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['engine', ofText('engine', checkEngine)],
  ['host', ofText('host', checkHost)],
  ['username', ofText('username', checkUserName)],
  ['password', ofText('password', checkPassword)],
  ['dbname', unless(needsNoDbname, ofText('dbname', checkDbname))],
  ['port', checkPort],
  ['ssl', checkSsl],
  ['masterarn', unless(readsNoMasterSecret, ofText('masterarn', checkMasterArn))],
]);

/** What is wrong with the values of a secret that is rotated. */
export function checkValues(values: Values, subject: Subject): Remark[] {
  return [...values].flatMap(([key, value]) => {
    const problems = CHECKS.get(key)?.(value, subject, values) ?? [];
    return problems.map((problem) => ({ key, problem }));
  });
}

/** What is wrong with the values of a master secret. */
export function checkMasterValues(values: Values, subject: Subject): Remark[] {
  return checkValues(values, masterOf(subject));
}

function readsNoMasterSecret(_: unknown, { isMaster, readsMasterSecret }: Subject): boolean {
  return isMaster || !readsMasterSecret;
}

function unless(isNotRead: (value: unknown, subject: Subject) => boolean, check: Check): Check {
  return (value, subject, values) => (isNotRead(value, subject) ? [] : check(value, subject, values));
}

function ofText(key: string, check: (text: string, subject: Subject, values: Values) => Problem[]): Check {
  return (value, subject, values) => {
    if (typeof value !== 'string') return [secretWrongType(key, value, 'a text')];
    return value === '' ? [secretEmptyValue(key)] : check(value, subject, values);
  };
}
