import { documentNotMapping } from './problems';
import { fail } from '../problem';
import { isMapping } from '../text/mapping';
import { orderedKeys } from './canonical';
import { PolicyStatement } from './policy-statement';
import { PolicyType } from './policy-type';
import { limitOf } from './size-limits';
import { splitStatements } from './split';

/** The language's current version. */
const VERSION = '2012-10-17';

/** How the statements stand in a document: a single one need not be in a list. */
type StatementForm = 'list' | 'single' | 'none';

/** IAM's own order of a document's keys. */
const KEYS = ['Version', 'Id', 'Statement'];

/**
 * An IAM policy. It does not change once it is made.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export class PolicyDocument {
  /**
   * A policy from its JSON. What this class has no name for is kept, and so are the version and the statements, or that
   * there are none, and whether a single statement stands in a list.
   *
   * @param json the policy, as `JSON.parse` returns it; fails when it is not a JSON object that holds statements
   */
  public static fromJson(json: any): PolicyDocument {
    if (!isMapping(json)) fail('policy', documentNotMapping(json));
    const { Statement: given, ...rest } = json;
    const statements = (given === undefined ? [] : [given].flat()).map(PolicyStatement.fromJson);
    return PolicyDocument.assemble(statements, rest, formOf(given));
  }

  private static assemble(statements: PolicyStatement[], rest: object, form: StatementForm): PolicyDocument {
    const document = new PolicyDocument(statements);
    document.rest = JSON.stringify(rest);
    document.form = form;
    return document;
  }

  /** Whatever the document has besides its statements, as JSON text, which cannot be changed from outside. */
  private rest = JSON.stringify({ Version: VERSION });

  private form: StatementForm = 'list';

  private readonly ownStatements: readonly PolicyStatement[];

  public constructor(statements: PolicyStatement[]) {
    this.ownStatements = [...statements];
  }

  /** The statements, in their order. */
  public get statements(): PolicyStatement[] {
    return [...this.ownStatements];
  }

  /** How many characters the policy has for IAM, which counts no white space between its parts. */
  public get characters(): number {
    return this.toText().length;
  }

  /**
   * The same policy with more statements at its end.
   *
   * @param statements the statements to add
   */
  public withStatements(...statements: PolicyStatement[]): PolicyDocument {
    return PolicyDocument.assemble([...this.ownStatements, ...statements], JSON.parse(this.rest), 'list');
  }

  /**
   * The same policy in several, for one that is larger than it may be. A statement with many resources is cut.
   *
   * @param mostCharacters how many characters each may have; by default 6,144, the most of a managed policy
   */
  public split(mostCharacters?: number): PolicyDocument[] {
    const most = mostCharacters ?? limitOf(PolicyType.IDENTITY).most;
    const part = (some: readonly PolicyStatement[]): PolicyDocument =>
      PolicyDocument.assemble([...some], JSON.parse(this.rest), 'list');
    // The last statement has no comma after it.
    return splitStatements(this.ownStatements, most - part([]).characters + 1).map(part);
  }

  /**
   * Whether another policy says the same in the same words, whatever the order in its sets.
   *
   * @param other the other policy
   */
  public isEqualTo(other: PolicyDocument): boolean {
    return this.toText() === other.toText();
  }

  /** The policy as a JSON object, its keys in IAM's own order. */
  public toJson(): any {
    const statements = this.ownStatements.map((statement) => statement.toJson());
    const given = { list: { Statement: statements }, single: { Statement: statements[0] }, none: {} };
    const parts = { ...JSON.parse(this.rest), ...given[this.form] };
    return Object.fromEntries(orderedKeys(parts, KEYS).map((key) => [key, parts[key]]));
  }

  /** The policy as JSON text, as Terraform's attributes want it. */
  public toText(): string {
    return JSON.stringify(this.toJson());
  }
}

function formOf(statements: unknown): StatementForm {
  if (statements === undefined) return 'none';
  return Array.isArray(statements) ? 'list' : 'single';
}
