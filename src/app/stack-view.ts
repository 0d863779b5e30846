import { accountOf } from '../arn/other-account';
import { Place } from '../arn/place';
import { RotationApplication } from '../catalogue';
import { accountOfStack } from '../config/rules/accounts';
import { RDS_MANAGED, RotationEntry, StackConfig } from '../config/model';
import { RotationGroup, rotationGroups } from '../config/rotation-group';
import { ownRolePattern, rolePattern } from '../policy/generators/role-name';
import { secretResources } from '../policy/generators/secrets';

/** A rotation function of a stack, as policies name it. */
export interface FunctionView {
  readonly name: string;
  readonly arn: string;
  /** The pattern of its role's ARN: whoever makes the role makes up its name, at least in part. */
  readonly roleArn: string;
  readonly application?: RotationApplication;
  readonly rotations: readonly RotationEntry[];
}

/** A stack of a configuration, as policies name what is in it. */
export class StackView {
  public readonly place: Place;
  public readonly functions: readonly FunctionView[];

  /**
   * @param accountId the account of a stack that does not say which is its own
   */
  public constructor(
    public readonly name: string,
    public readonly config: StackConfig,
    accountId: string,
  ) {
    this.place = Place.of({ region: config.region, accountId: accountOfStack(config) ?? accountId });
    this.functions = rotationGroups(name, config).map((group) => this.functionOf(group));
  }

  /** Where the resources of a policy are. */
  public get placeProps(): { readonly region: string; readonly accountId: string } {
    const { region, accountId } = this.place;
    return { region, accountId };
  }

  public get rotations(): RotationEntry[] {
    return this.functions.flatMap(({ rotations }) => rotations);
  }

  /** The secrets that are rotated, and which of them each function rotates. */
  public get rotatedSecrets(): { secrets: string[]; secretsByFunction: Record<string, string[]> } {
    const byFunction = this.functions.map(
      ({ name, rotations }) => [name, unique(rotations.map(({ secret }) => secret))] as const,
    );
    return {
      secrets: unique(byFunction.flatMap(([, secrets]) => secrets)),
      secretsByFunction: Object.fromEntries(byFunction),
    };
  }

  /** What a policy names a secret by. */
  public secretArns(secret: string): string[] {
    return secretResources(secret, this.place);
  }

  /** The master secrets among the rotations' that are in other accounts. */
  public masterSecretsElsewhere(rotations: readonly RotationEntry[]): string[] {
    return namedMasterSecrets(rotations).filter(
      (secret) => ![undefined, this.place.accountId].includes(accountOf(secret)),
    );
  }

  private functionOf(group: RotationGroup): FunctionView {
    const { functionName: name, application, rotations } = group;
    const role = rolePatternOf(group, this.place.partition);
    return {
      name,
      arn: this.place.arn('lambda', `function:${name}`),
      roleArn: this.place.globalArn('iam', `role/${role}`),
      application,
      rotations,
    };
  }
}

/** The master secrets that rotations name, each once. Those that RDS manages have no name beforehand. */
export function namedMasterSecrets(rotations: readonly RotationEntry[]): string[] {
  return unique(
    rotations.flatMap(({ masterSecret }) => (masterSecret === RDS_MANAGED ? [] : (masterSecret ?? []))),
  );
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** A function that exists may have any role. */
function rolePatternOf({ functionName, application, named = {} }: RotationGroup, partition: string): string {
  const { existing, roleName, code, role } = named;
  if (existing !== undefined) return roleName ?? '*';
  if (code === undefined) return rolePattern(named.stackName ?? functionName, application?.arns[partition]);
  return role?.existing?.split(':role/')[1] ?? ownRolePattern(functionName, role?.path);
}
