import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ITerraformDependable, Lazy, Op, TerraformResourceLifecycle } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { managedMasterSecretMissing } from './problems';
import { throwProblems } from '../problem';
import { inlinePolicyProblems } from '../policy/findings-as-problems';
import { MasterSecretDatabaseProps } from '../policy/generators/managed-master-secrets';
import { masterSecretPolicy } from '../policy/generators/master-secret';
import { PolicyDocument } from '../policy/policy-document';
import { AwsEnvironment } from './aws-environment';
import { DatabaseDataSource, ManagedDatabase } from './database-data-source';
import { shortHash } from '../catalogue/physical-name';
import { lifecycleFor, policyTextFor } from './hcl';
import { RedshiftWarehouse } from './redshift-warehouse';
import { GOES_LAST } from './replacement';
import { lookUpAfter, secretArnForPolicy } from './secret-data-source';
import { expressionOf, legible, verbatim } from './tokens';

const NAME_PREFIX = 'MasterSecret-';

/** Two policies of this length find room in a role beside the application's own: IAM takes 10,240 characters in all. */
const LONGEST_REPLACED = 4_000;

/** What the ARN of a secret has besides the secret's name. */
const SHORTEST_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:-AbCdEf';

export interface MasterSecretGrantProps {
  /** The role that gets the policy. */
  readonly roleName: string;

  /** Whether the function reads the tags of its master secrets too. */
  readonly describesMasterSecret: boolean;

  /** How many characters the other inline policies of the role have at most. */
  readonly othersCharacters: number;
}

/** A master secret that is given by its name or ARN. */
export interface NamedMasterSecret {
  readonly masterSecret: string;

  /** The ARN of the customer managed key that encrypts it, if one does. */
  readonly kmsKeyArn?: string;

  /** What it belongs to, if Redshift manages it. */
  readonly redshiftWarehouse?: RedshiftWarehouse;

  /** What needs it: a secret that is looked up may be made before that only. */
  readonly rotation?: IConstruct;
}

/** The inline policy of a rotation function's role that names every master secret which the function reads. */
export class MasterSecretGrant extends Construct {
  /** What the function's access needs. */
  public readonly prerequisites: ITerraformDependable[];

  private readonly describesMasterSecret: boolean;
  private readonly othersCharacters: number;
  private readonly resource: IamRolePolicy;
  private managed?: ManagedDatabase;
  private managedKmsKeyArn?: string;
  private readonly secretArns = new Map<string, string>();
  /** How long an ARN that is looked up will be at least. */
  private readonly lookedUpLengths = new Map<string, number>();
  private readonly ofRedshift = new Set<string>();
  private readonly redshiftClusters = new Map<string, string>();
  private readsServerless = false;
  private readonly kmsKeyArns = new Map<string, string>();

  public constructor(scope: Construct, id: string, props: MasterSecretGrantProps) {
    super(scope, id);
    this.describesMasterSecret = props.describesMasterSecret;
    this.othersCharacters = props.othersCharacters;
    this.resource = new IamRolePolicy(this, 'Resource', {
      namePrefix: Lazy.stringValue({ produce: () => this.namePrefix() }),
      role: props.roleName,
      policy: Lazy.stringValue({ produce: () => this.policyText() }),
      lifecycle: GOES_LAST,
    });
    this.prerequisites = [this.resource];
  }

  public add({ masterSecret, kmsKeyArn, redshiftWarehouse, rotation }: NamedMasterSecret): void {
    const key = this.remember(masterSecret, rotation);
    if (redshiftWarehouse !== undefined) {
      this.ofRedshift.add(key);
      this.addWarehouse(redshiftWarehouse);
    }
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

  private addWarehouse({ clusterIdentifier: cluster }: RedshiftWarehouse): void {
    if (cluster === undefined) this.readsServerless = true;
    else this.redshiftClusters.set(expressionOf(this, cluster), verbatim(cluster));
  }

  /** What tells the secret apart. It is looked up once, after all rotations that need it have what they wait for. */
  private remember(masterSecret: string, rotation?: IConstruct): string {
    const key = expressionOf(this, masterSecret);
    const id = `Secret-${shortHash(key)}`;
    if (!this.secretArns.has(key)) {
      const arn = secretArnForPolicy(this, id, masterSecret);
      if (arn !== masterSecret) this.lookedUpLengths.set(arn, SHORTEST_ARN.length + masterSecret.length);
      this.secretArns.set(key, verbatim(arn));
    }
    if (rotation) lookUpAfter(this, id, rotation);
    return key;
  }

  private arnsOf(manager: 'nobody' | 'redshift'): string[] {
    return [...this.secretArns]
      .filter(([key]) => this.ofRedshift.has(key) === (manager === 'redshift'))
      .map(([, arn]) => legible(this, arn));
  }

  private allKmsKeyArns(): string[] {
    const ofManaged = this.managedKmsKeyArn ?? this.managed?.managedMasterSecretKmsKeyArn;
    const keys = new Map(this.kmsKeyArns);
    if (ofManaged !== undefined) keys.set(expressionOf(this, ofManaged), verbatim(ofManaged));
    return [...keys.values()].map((arn) => legible(this, arn));
  }

  private redshift(): MasterSecretDatabaseProps {
    const redshiftManagedMasterSecretArns = this.arnsOf('redshift');
    if (redshiftManagedMasterSecretArns.length === 0) return {};
    const environment = AwsEnvironment.of(this);
    return {
      redshiftManagedMasterSecretArns,
      redshiftClusterArns: [...this.redshiftClusters.values()].map((cluster) =>
        environment.arn('redshift', `cluster:${legible(this, cluster)}`),
      ),
      redshiftServerless: this.readsServerless,
    };
  }

  /**
   * A policy that says something else has another name, so that it is made beside the old one, and the old one goes when
   * every rotation has left the function: a secret that is about to leave needs what the new one does not grant.
   */
  private namePrefix(): string {
    const policy = this.policy();
    if (this.charactersAtLeast(policy) > LONGEST_REPLACED) return NAME_PREFIX;
    return `${NAME_PREFIX}${shortHash(expressionOf(this, policyTextFor(this, policy)))}-`;
  }

  private policyText(): string {
    const policy = this.policy();
    throwProblems(
      this.node.path,
      inlinePolicyProblems(policy, this.charactersAtLeast(policy), this.othersCharacters),
    );
    return policyTextFor(this, policy);
  }

  private policy(): PolicyDocument {
    const { managed } = this;
    return masterSecretPolicy({
      masterSecretArns: this.arnsOf('nobody'),
      describesMasterSecrets: this.describesMasterSecret || undefined,
      managedMasterSecretArns: managed && [managed.managedMasterSecretArn],
      databaseArns: managed && [managed.arn],
      databaseKind: managed?.kind,
      ...this.redshift(),
      kmsKeyArns: this.allKmsKeyArns(),
      viaService: AwsEnvironment.of(this).viaService,
    });
  }

  /** The ARNs that Terraform looks up are longer than what stands for them now. */
  private charactersAtLeast(policy: PolicyDocument): number {
    const text = policy.toText();
    const lengths = [...this.lookedUpLengths].map(([arn, length]) => [legible(this, arn), length] as const);
    const more = lengths.map(([arn, length]) => (text.split(arn).length - 1) * (length - arn.length));
    return more.reduce((sum, one) => sum + one, text.length);
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
