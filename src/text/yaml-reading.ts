import { isCollection } from 'yaml';
import { Path } from './path';
import { ProblemSpot, Reading, Spot, TextSpot, unreadable } from './reading';
import { readYaml, Unreadable, YamlDocument } from './yaml-document';
import { YamlPlaces } from './yaml-places';
import { isMergeKey } from './yaml-merge';
import { isMarked, problemsOfMerge, problemsOfNode } from './yaml-remarks';
import { WrittenNode } from './yaml-walk';

/** Reads YAML, of which JSON is a part, with all that may be wrong with it. */
export function readAsYaml(text: string): Reading {
  try {
    return new YamlReading(
      readYaml(
        text,
        (one) => isMarked(one.node) || isMergeKey(one.node) || problemsOfNode(one, text).length > 0,
      ),
      text,
    );
  } catch (error) {
    if (error instanceof Unreadable) return unreadable(error.problem, error.offset);
    throw error;
  }
}

class YamlReading implements Reading {
  public readonly data: unknown;
  public readonly problems: readonly ProblemSpot[];
  public readonly markedTexts: readonly TextSpot[];
  private readonly places: YamlPlaces;

  public constructor(document: YamlDocument, text: string) {
    this.data = document.data;
    this.places = new YamlPlaces(document);
    this.problems = document.written.flatMap((one) =>
      [...problemsOfNode(one, text), ...problemsOfMerge(one, document.targets)].map((problem) => ({
        problem,
        ...spotOf(one),
      })),
    );
    this.markedTexts = document.written.filter(({ node }) => isMarked(node)).map(markedText);
  }

  public offsetOf(path: Path, atKey: boolean): number {
    return this.places.offsetOf(path, atKey);
  }

  public originOf(path: Path): number {
    return this.places.originOf(path);
  }
}

function markedText(one: WrittenNode): TextSpot {
  const { value } = one.node as { readonly value?: unknown };
  return { text: String(value), ...spotOf(one) };
}

/** A key that is no text makes nonsense of the mapping that it is in. */
function spotOf({ node, path, isKey }: WrittenNode): Spot {
  const offset = node.range?.[0] ?? 0;
  const isOfMapping = isKey && isCollection(node);
  return {
    path: isOfMapping ? path.slice(0, -1) : path,
    offset,
    atKey: isKey && !isOfMapping,
    origin: offset,
  };
}
