import { refusedCharacters } from '../catalogue/secret-contract';
import { charactersRefused } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';

/** What a value has that the function or its driver cannot take. Nothing is said of where, or how often. */
export function checkCharacters(key: string, value: string, { contract, isMaster }: Subject): Problem[] {
  return refusedCharacters(contract, key, value)
    .filter(({ inMasterSecret }) => inMasterSecret || !isMaster)
    .map(({ what, why }) => charactersRefused(key, what, why));
}
