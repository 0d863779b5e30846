import { sidDuplicate } from '../../problems';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { called, Rule } from './rule';

/** IAM refuses what other services let pass. */
const REQUIRED_BY: readonly PolicyType[] = [PolicyType.IDENTITY, PolicyType.TRUST];

/** The console writes an empty Sid, which is none. */
export const sidsAreUnique: Rule = ({ statements, type }) => {
  const seen = new Set<string>();
  return statements
    .flatMap(({ sids }) => sids)
    .filter(({ value }) => value !== '' && (seen.has(value) || !seen.add(value)))
    .map((sid) =>
      REQUIRED_BY.includes(type)
        ? called('UNIQUE_SIDS_REQUIRED', sid, sidDuplicate(sid.value))
        : called('UNIQUE_SIDS_RECOMMENDED', sid, sidDuplicate(sid.value), PolicySeverity.WARNING),
    );
};
