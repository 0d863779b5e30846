import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { ITerraformDependable, TerraformStack, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { fail } from '../problem';
import { synthesiseOnlyIf } from './conditional-resource';
import { isKnownAtPlan } from './known-values';
import { ruleInOtherStack } from './problems';
import { statedRegion, idForProvider, providerOf, ProviderProps, useProvider } from './provider';
import { GOES_LAST } from './replacement';
import { SecurityGroupConnection } from './security-group-connection';
import { expressionOf, isToken, termOf } from './tokens';

const ID = 'FunctionSecurityGroupRules';

const PORT = Token.asNumber('${each.value[0].port}');

/** By which stack of a program a rule is made between groups whose ids are known. */
const STACKS = new WeakMap<IConstruct, Map<string, TerraformStack>>();

/** What tells a rule from others, as an expression over one that is described. */
const KEY = 'join(" ", [rule.source, rule.key, rule.port])';

/**
 * The connections from the security groups that several functions of a stack are in. A rule can exist once only, so that
 * those of which Terraform has to find out the groups are in one resource, by what they turn out to be.
 */
export class SharedConnections extends Construct {
  /** The connections that are made with a construct's provider, in the stack that holds it. */
  public static of(scope: Construct): SharedConnections {
    const stack = TerraformStack.of(scope);
    const id = idForProvider(ID, scope);
    const existing = stack.node.tryFindChild(id) as SharedConnections | undefined;
    return existing ?? new SharedConnections(stack, id, { provider: providerOf(scope) });
  }

  private readonly connections: SecurityGroupConnection[] = [];
  private readonly lookedUp: VpcSecurityGroupIngressRule;

  private constructor(scope: Construct, id: string, props: ProviderProps) {
    super(scope, id);
    useProvider(this, props.provider);
    this.lookedUp = new VpcSecurityGroupIngressRule(this, 'LookedUp', {
      securityGroupId: '${each.value[0].destination}',
      referencedSecurityGroupId: '${each.value[0].source}',
      ipProtocol: 'tcp',
      fromPort: PORT,
      toPort: PORT,
      forEach: iteratorOf(() => this.rulesByKey()),
      lifecycle: GOES_LAST,
    });
    synthesiseOnlyIf(this.lookedUp, () => this.connections.some((one) => this.isLookedUp(one)));
  }

  /** The rules that let a connection through, some of which may turn out not to be made. */
  public rulesOf(connection: SecurityGroupConnection): ITerraformDependable[] {
    return [...connection.rules, ...(connection.rules.length > 0 ? [this.lookedUp] : [])];
  }

  public add(connection: SecurityGroupConnection): void {
    const earlier = [...this.connections];
    this.connections.push(connection);
    this.refuseInOtherStack(connection);
    if (!valuesOf(connection).some(isToken)) this.nameByGroups(connection);
    connection.onlyIf(
      () =>
        !this.isLookedUp(connection) &&
        !earlier.some((other) => this.textOf(other) === this.textOf(connection)),
    );
  }

  /** The ids of security groups are the same ones in every stack of a region. */
  private refuseInOtherStack(connection: SecurityGroupConnection): void {
    const { sourceSecurityGroupId: source, destinationSecurityGroupId: destination, port } = connection.props;
    if ([source, destination, port].some(isToken)) return;
    const stacks = STACKS.get(this.node.root) ?? new Map<string, TerraformStack>();
    STACKS.set(this.node.root, stacks);
    const key = [source, destination, port, statedRegion(connection)].join(' ');
    const stack = TerraformStack.of(this);
    const other = stacks.get(key) ?? stack;
    if (other !== stack)
      fail(connection.node.path, ruleInOtherStack(source, port, destination, other.node.path));
    stacks.set(key, stack);
  }

  /** A rule has one address, whichever function comes first that needs it. */
  private nameByGroups(connection: SecurityGroupConnection): void {
    const [source, destination, port] = valuesOf(connection);
    const name = [this.node.id, port, source, destination].join('_').replace(/[^\w-]/g, '-');
    connection.rules.forEach((rule) => rule.overrideLogicalId(name));
  }

  /** Whether a connection's rule is one of those that Terraform finds out. What is made by the same apply it cannot. */
  private isLookedUp(connection: SecurityGroupConnection): boolean {
    const values = valuesOf(connection);
    return values.some(isToken) && values.every((value) => isKnownAtPlan(this, value));
  }

  private rulesByKey(): string {
    const lookedUp = this.connections.filter((one) => this.isLookedUp(one));
    const literal = this.connections.filter((one) => !valuesOf(one).some(isToken));
    const rules = `[${lookedUp.map((one) => this.describe(one)).join(', ')}]`;
    const madeOtherwise = JSON.stringify(literal.map((one) => this.textOf(one)));
    return `\${{ for rule in ${rules} : ${KEY} => rule... if !contains(${madeOtherwise}, ${KEY}) }}`;
  }

  private describe(connection: SecurityGroupConnection): string {
    const [source, key, port] = valuesOf(connection).map((value) => termOf(this, value));
    const destination = termOf(this, connection.props.destinationSecurityGroupId);
    return `{ source = ${source}, key = ${key}, destination = ${destination}, port = ${port} }`;
  }

  private textOf(connection: SecurityGroupConnection): string {
    return valuesOf(connection)
      .map((value) => expressionOf(this, value))
      .join(' ');
  }
}

/** What tells a connection's rule from others. */
function valuesOf({ props }: SecurityGroupConnection): (string | number)[] {
  const { sourceSecurityGroupId, destinationSecurityGroupId, destinationKey, port } = props;
  return [sourceSecurityGroupId, destinationKey ?? destinationSecurityGroupId, port];
}

/** Releases of the framework differ in how an iterator is asked for what it goes over. */
function iteratorOf(expression: () => string): {
  _getForEachExpression(): string;
  _getForExpressionInput(): string;
} {
  return { _getForEachExpression: expression, _getForExpressionInput: expression };
}
