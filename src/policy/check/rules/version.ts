import { versionOld } from '../../problems';
import { hasVariable } from '../variables';
import { Rule } from './rule';

/** Where a variable stands in the older language, another rule tells it. */
export const versionIsCurrent: Rule = ({ version, statements }) =>
  version === '2008-10-17' &&
  !statements.some(({ resources }) => resources.some(({ value }) => hasVariable(value)))
    ? [{ path: ['Version'], problem: versionOld(version) }]
    : [];
