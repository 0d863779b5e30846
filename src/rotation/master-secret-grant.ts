import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ITerraformDependable, Lazy, Op, TerraformResourceLifecycle } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { managedMasterSecretMissing } from './problems';
import { throwProblems } from '../problem';
import { inlinePolicyProblems } from '../policy/findings-as-problems';
import { masterSecretPolicy } from '../policy/generators/master-secret';
import { AwsEnvironment } from './aws-environment';
import { DatabaseDataSource, ManagedDatabase } from './database-data-source';
import { shortHash } from '../catalogue/physical-name';
import { lifecycleFor, policyTextFor } from './hcl';
import { GOES_LAST } from './replacement';
import { lookUpAfter, secretArnForPolicy } from './secret-data-source';
import { expressionOf, verbatim } from './tokens';

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
  private managed?: ManagedDatabase;
  private managedKmsKeyArn?: string;
  private readonly secretArns = new Map<string, string>();
  private readonly kmsKeyArns = new Map<string, string>();

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

  /** @param rotation what needs the secret: a secret that is looked up may be made before it only */
  public add(masterSecret: string, kmsKeyArn?: string, rotation?: IConstruct): void {
    const key = expressionOf(this, masterSecret);
    const id = `Secret-${shortHash(key)}`;
    if (!this.secretArns.has(key)) {
      this.secretArns.set(key, verbatim(secretArnForPolicy(this, id, masterSecret)));
    }
    if (rotation) lookUpAfter(this, id, rotation);
    if (kmsKeyArn !== undefined) this.kmsKeyArns.set(expressionOf(this, kmsKeyArn), verbatim(kmsKeyArn));
  }

  /** The master secret that RDS manages for a database, which knows its key. */
  public addManaged(database: ManagedDatabase, kmsKeyArn?: string): void {
    this.managed = database;
    if (isLookedUp(database)) {
      this.resource.lifecycle = lifecycleFor(this, { ...GOES_LAST, ...requireManagedMasterSecret(database) });
    }
    this.managedKmsKeyArn = kmsKeyArn ?? this.managedKmsKeyArn;
  }

  private allKmsKeyArns(): string[] {
    const ofManaged = this.managedKmsKeyArn ?? this.managed?.managedMasterSecretKmsKeyArn;
    if (ofManaged === undefined) return [...this.kmsKeyArns.values()];
    return [...new Map([...this.kmsKeyArns, [expressionOf(this, ofManaged), verbatim(ofManaged)]]).values()];
  }

  private policy(): string {
    const { managed } = this;
    const policy = masterSecretPolicy({
      masterSecretArns: [...this.secretArns.values()],
      describesMasterSecrets: this.describesMasterSecret || undefined,
      managedMasterSecretArns: managed && [managed.managedMasterSecretArn],
      databaseArns: managed && [managed.arn],
      databaseKind: managed?.kind,
      kmsKeyArns: this.allKmsKeyArns(),
      viaService: AwsEnvironment.of(this).host('secretsmanager'),
    });
    throwProblems(this.node.path, inlinePolicyProblems([policy]));
    return policyTextFor(this, policy);
  }
}

function isLookedUp(database: ManagedDatabase): database is DatabaseDataSource {
  return 'managedMasterSecretCount' in database;
}

function requireManagedMasterSecret(database: DatabaseDataSource): TerraformResourceLifecycle {
  const { message } = managedMasterSecretMissing(database.identifier);
  const condition = Op.gte(database.managedMasterSecretCount, 1);
  return { precondition: [{ condition, errorMessage: message }] };
}
