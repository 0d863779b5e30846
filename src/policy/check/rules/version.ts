import { versionOld } from '../../problems';
import { Rule } from './rule';

export const versionIsCurrent: Rule = ({ version }) =>
  version === '2008-10-17' ? [{ path: ['Version'], problem: versionOld(version) }] : [];
