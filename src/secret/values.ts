import { Problem } from '../problem';
import { secretEmptyValue, secretWrongType } from './problems';
import { checkEngine } from './engine-rule';
import { checkHost } from './host-rule';
import { Values } from './keys';
import { checkMasterArn } from './master-arn-rule';
import { checkPassword } from './password-rule';
import { checkPort } from './port-rule';
import { Remark } from './secret-finding';
import { checkSsl } from './ssl-rule';
import { Subject } from './subject';
import { checkUserName } from './user-name-rule';

/** Finds what is wrong with a value. */
type Check = (value: unknown, subject: Subject) => Problem[];

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['engine', ofText('engine', checkEngine)],
  ['host', ofText('host', checkHost)],
  ['username', ofText('username', checkUserName)],
  ['password', ofText('password', checkPassword)],
  ['dbname', ofText('dbname', () => [])],
  ['port', checkPort],
  ['ssl', checkSsl],
]);

const MASTER_ARN = ofText('masterarn', checkMasterArn);

/** What is wrong with the values of a secret that is rotated. An ARN that the function does not read is none of ours. */
export function checkValues(values: Values, subject: Subject): Remark[] {
  const arn = subject.readsMasterSecret ? values.get('masterarn') : undefined;
  const ofArn = arn === undefined ? [] : MASTER_ARN(arn, subject);
  return [...remarksOf(values, subject), ...ofArn.map((problem) => ({ key: 'masterarn', problem }))];
}

/** What is wrong with the values of a master secret. Its credentials stay, and its user gets no second. */
export function checkMasterValues(values: Values, subject: Subject): Remark[] {
  return remarksOf(values, { ...subject, isMultiUser: false, readsMasterSecret: false }).filter(
    ({ problem: { code } }) => !code.endsWith('NotUrlSafe'),
  );
}

function remarksOf(values: Values, subject: Subject): Remark[] {
  return [...values].flatMap(([key, value]) => {
    const problems = CHECKS.get(key)?.(value, subject) ?? [];
    return problems.map((problem) => ({ key, problem }));
  });
}

function ofText(key: string, check: (text: string, subject: Subject) => Problem[]): Check {
  return (value, subject) => {
    if (typeof value !== 'string') return [secretWrongType(key, value, 'a text')];
    return value === '' ? [secretEmptyValue(key)] : check(value, subject);
  };
}
