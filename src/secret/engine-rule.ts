import { acceptsEngineWord, SECRET_CONTRACTS } from '../catalogue/secret-contract';
import { engineWordForeign, engineWordRecent, engineWordUnknown } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';

/** What is wrong with the word under `engine`. */
export function checkEngine(word: string, { contract }: Subject): Problem[] {
  const { engine, engineWords, recentEngineWords } = contract;
  if (acceptsEngineWord(contract, word)) {
    return recentEngineWords.includes(word) ? [engineWordRecent(engineWords[0])] : [];
  }
  const other = SECRET_CONTRACTS.find((one) => acceptsEngineWord(one, word));
  return [
    other === undefined
      ? engineWordUnknown(word, engineWords)
      : engineWordForeign(other.engine, engine, engineWords),
  ];
}
