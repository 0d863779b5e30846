import { Path, pathKey } from '../text/path';
import { Located } from './finding';
import { notAParameter } from './problems';

/** The only key of a mapping that stands in the place of an id, a name or an ARN. */
const KEY = 'ssmParameter';

/** Of a mapping that is something else altogether, a secret's JSON for example, it is told that it stands there, and nothing of its keys. */
export function withoutOtherMappings(found: readonly Located[]): Located[] {
  const others = new Set(found.filter(isMissing).map(({ path }) => pathKey(path.slice(0, -1))));
  return found.flatMap((one) => {
    if (isMissing(one)) return [{ path: mappingOf(one), problem: notAParameter(KEY) }];
    return others.has(pathKey(mappingOf(one))) ? [] : [one];
  });
}

function isMissing({ path, problem }: Located): boolean {
  return problem.code === 'MissingKey' && path[path.length - 1] === KEY;
}

function mappingOf({ path }: Located): Path {
  return path.slice(0, -1);
}
