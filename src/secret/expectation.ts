import { checkManagedPair } from './pair';
import { secretKeyMissing } from './problems';
import { isRejected, Remark } from './secret-finding';
import { Subject, subjectOf } from './subject';
import { checkValues } from './values';

/** What a secret is expected to hold, as far as it is known before it is read. */
export type Expectation = Readonly<Record<string, unknown>>;

/**
 * What would keep a rotation function from rotating a secret that holds what is expected. Only what is given is judged.
 *
 * @param hasManagedMaster whether AWS manages the master secret, whose host the function then learns from AWS
 * @param longestUserName the most characters of a user's name, where the function is told another number than its own
 */
export function checkExpectation(
  expected: Expectation,
  engine: string,
  strategy: string,
  hasManagedMaster = false,
  longestUserName?: number,
): Remark[] {
  const subject = withLongestUserName(subjectOf(engine, strategy), longestUserName);
  const values = new Map(Object.entries(expected));
  const ofValues = checkValues(values, subject);
  const lacksName = subject.contract.requiresDbname && expected.dbname === undefined;
  return [
    ...(lacksName ? [{ key: 'dbname', problem: secretKeyMissing('dbname') }] : []),
    ...ofValues,
    ...(hasManagedMaster && subject.readsMasterSecret && !isRejected('host', ofValues)
      ? checkManagedPair(values)
      : []),
  ];
}

/** Only a function that counts at all can be told to count otherwise. */
function withLongestUserName(subject: Subject, longestUserName: number | undefined): Subject {
  const { contract } = subject;
  const isTold = longestUserName !== undefined && contract.longestUserName !== undefined;
  return isTold ? { ...subject, contract: { ...contract, longestUserName } } : subject;
}
