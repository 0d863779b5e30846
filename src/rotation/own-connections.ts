import { IConstruct } from 'constructs';
import { isKnownAtPlan } from './known-values';
import { SecurityGroupConnection } from './security-group-connection';
import { expressionOf, isToken, termOf } from './tokens';

type Value = string | number;

/**
 * The connections of one function from a security group of its own. A rule can exist once only, and two of the function's
 * destinations may turn out to be one: endpoints that share a security group, a port that is given and the same one looked
 * up. Then Terraform makes the rules of the first.
 */
export class OwnConnections {
  private readonly connections: SecurityGroupConnection[] = [];

  public constructor(private readonly scope: IConstruct) {}

  public add(connection: SecurityGroupConnection): void {
    const earlier = [...this.connections];
    this.connections.push(connection);
    connection.onlyIf(
      () => !earlier.some((other) => this.areWrittenAlike(connection, other)),
      () => this.countUnless(connection, earlier),
    );
  }

  private areWrittenAlike(one: SecurityGroupConnection, other: SecurityGroupConnection): boolean {
    return pairs(one, other).every((pair) => this.isWrittenAlike(pair));
  }

  private isWrittenAlike(pair: readonly Value[]): boolean {
    const [value, other] = pair.map((one) => expressionOf(this.scope, one));
    return value === other;
  }

  private countUnless(
    connection: SecurityGroupConnection,
    earlier: readonly SecurityGroupConnection[],
  ): string | undefined {
    const alike = earlier.flatMap((other) => this.equality(pairs(connection, other)) ?? []);
    return alike.length === 0 ? undefined : `\${${alike.join(' || ')} ? 0 : 1}`;
  }

  /** An expression that is true where all values are equal, unless they cannot be, or nobody knows when Terraform plans. */
  private equality(all: readonly (readonly Value[])[]): string | undefined {
    const open = all.filter((pair) => !this.isWrittenAlike(pair));
    const mayBeEqual = open.every(
      (pair) => pair.some(isToken) && pair.every((value) => isKnownAtPlan(this.scope, value)),
    );
    if (open.length === 0 || !mayBeEqual) return undefined;
    const terms = open.map((pair) => pair.map((value) => termOf(this.scope, value)).join(' == '));
    return `(${terms.join(' && ')})`;
  }
}

/** What two connections from one group differ in, or not. */
function pairs(
  { props: one }: SecurityGroupConnection,
  { props: other }: SecurityGroupConnection,
): Value[][] {
  return [
    [one.destinationSecurityGroupId, other.destinationSecurityGroupId],
    [one.port, other.port],
  ];
}
