import { isMapping } from '../../text/mapping';
import { aliasTaken } from '../problems';
import { mappings, Remark } from './remark';

type Entries = Readonly<Record<string, { readonly aliases?: readonly string[] }>>;

/** A name is one entry's, whether it has it or had it. */
export function checkAliases(entries: Entries | undefined): Remark[] {
  const owners = new Map(Object.keys(isMapping(entries) ? entries : {}).map((name) => [name, name]));
  return mappings(entries).flatMap(([name, { aliases }]) =>
    [...new Set(Array.isArray(aliases) ? aliases : [])].flatMap((alias): Remark[] => {
      const owner = owners.get(alias);
      if (owner === undefined) owners.set(alias, name);
      return owner === undefined ? [] : [[name, aliasTaken(alias, owner)]];
    }),
  );
}
