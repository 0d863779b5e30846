import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ITerraformDependable, Lazy, Op, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { managedMasterSecretMissing, throwProblems } from '../errors';
import { inlinePolicyProblems } from '../policy/policy-problems';
import { masterSecretPolicy } from '../policy/generators/master-secret';
import { AwsEnvironment } from './aws-environment';
import { LookedUpDatabase } from './looked-up-database';
import { shortHash } from '../catalogue/physical-name';
import { GOES_LAST } from './replacement';
import { secretArnForPolicy } from './secret-lookup';

export interface MasterSecretGrantProps {
  /** The role that gets the policy. */
  readonly roleName: string;

  /** Whether the function reads the tags of its master secrets too. */
  readonly describesMasterSecret: boolean;
}

/** The inline policy of a rotation function's role that names every master secret which the function reads. */
export class MasterSecretGrant extends Construct {
  /** What the function's access needs. */
  public readonly prerequisites: ITerraformDependable[];

  private readonly describesMasterSecret: boolean;
  private readonly resource: IamRolePolicy;
  private managed?: LookedUpDatabase;
  private readonly secretArns = new Map<string, string>();
  private readonly kmsKeyArns = new Set<string>();

  public constructor(scope: Construct, id: string, props: MasterSecretGrantProps) {
    super(scope, id);
    this.describesMasterSecret = props.describesMasterSecret;
    this.resource = new IamRolePolicy(this, 'Resource', {
      namePrefix: 'MasterSecret-',
      role: props.roleName,
      policy: Lazy.stringValue({ produce: () => this.policy() }),
      lifecycle: GOES_LAST,
    });
    this.prerequisites = [this.resource];
  }

  public add(masterSecret: string, kmsKeyArn?: string): void {
    if (!this.secretArns.has(masterSecret)) {
      this.secretArns.set(
        masterSecret,
        secretArnForPolicy(this, `Secret-${shortHash(masterSecret)}`, masterSecret),
      );
    }
    if (kmsKeyArn !== undefined) this.kmsKeyArns.add(kmsKeyArn);
  }

  /** The master secret that RDS manages for a database. */
  public addManaged(database: LookedUpDatabase, kmsKeyArn?: string): void {
    this.managed = database;
    this.resource.lifecycle = { ...GOES_LAST, ...requireManagedMasterSecret(database) };
    if (kmsKeyArn !== undefined) this.kmsKeyArns.add(kmsKeyArn);
  }

  private policy(): string {
    const policy = masterSecretPolicy({
      masterSecretArns: [...this.secretArns.values()],
      describesMasterSecrets: this.describesMasterSecret || undefined,
      managedMasterSecretArns: this.managed && [this.managed.managedMasterSecretArn],
      databaseArns: this.managed && [this.managed.arn],
      databaseKind: this.managed?.kind,
      kmsKeyArns: [...this.kmsKeyArns],
      viaService: AwsEnvironment.of(this).host('secretsmanager'),
    });
    throwProblems(this.node.path, inlinePolicyProblems([policy]));
    return policy.toText();
  }
}

function requireManagedMasterSecret(database: LookedUpDatabase): TerraformResourceLifecycle {
  const { message } = managedMasterSecretMissing(database.identifier);
  const condition = Op.gte(database.managedMasterSecretCount, 1);
  return { precondition: [{ condition, errorMessage: message }] };
}
