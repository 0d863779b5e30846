import { checkManagedPair } from './pair';
import { secretKeyMissing } from './problems';
import { isRejected, Remark } from './secret-finding';
import { subjectOf } from './subject';
import { checkValues } from './values';

/** What a secret is expected to hold, as far as it is known before it is read. */
export type Expectation = Readonly<Record<string, unknown>>;

/**
 * What would keep a rotation function from rotating a secret that holds what is expected. Only what is given is judged.
 *
 * @param hasManagedMaster whether AWS manages the master secret, whose host the function then learns from AWS
 */
export function checkExpectation(
  expected: Expectation,
  engine: string,
  strategy: string,
  hasManagedMaster = false,
): Remark[] {
  const subject = subjectOf(engine, strategy);
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
