import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { managerOf } from '../arn/secret-arn';
import { RotationApplication } from '../catalogue';
import {
  managedMasterSecretNeedsLookUp,
  masterSecretNotTaken,
  redshiftWarehouseMissing,
} from '../catalogue/problems';
import { INLINE_CHARACTERS_OF_APPLICATION } from '../policy/size-limits';
import { fail } from '../problem';
import { FunctionNetwork } from './function-network';
import { invokeGrant } from './invoke-grant';
import { IRotationFunction, RotationNeeds } from './i-rotation-function';
import { MasterSecretGrant, NamedMasterSecret } from './master-secret-grant';
import { portMissing } from './problems';
import { RedshiftWarehouse } from './redshift-warehouse';
import { nameOfFunction } from './function-name';
import { goesLastUnderAnyName } from './replacement';
import { RotationNetwork } from './rotation-network';

/** What all rotation functions have in common, whatever they are made from: the permission, the grants and the ways. */
export abstract class RotationFunctionBase extends Construct implements IRotationFunction {
  /** The function's name. */
  public abstract readonly functionName: string;

  /** The function's ARN. */
  public abstract readonly functionArn: string;

  /** The name of the function's role. */
  public abstract readonly roleName: string;

  /** The permission of Secrets Manager to invoke the function. */
  public abstract readonly invokePermission: LambdaPermission;

  /** The application that the function is made from, as far as it is one that is known. */
  public abstract readonly application?: RotationApplication;

  /** The network in which the function runs, unless it runs outside any VPC or in one that is not known here. */
  public abstract readonly network?: RotationNetwork;

  /**
   * The ways of the function in its network.
   *
   * @internal
   */
  protected abstract readonly _functionNetwork?: FunctionNetwork;

  private masterSecretGrant?: MasterSecretGrant;

  /** The ids of the security groups that the function is in, as far as they are known here. */
  public get securityGroupIds(): string[] {
    return this._functionNetwork?.securityGroupIds ?? [];
  }

  /** What has to exist before the function can rotate a secret. */
  public get prerequisites(): ITerraformDependable[] {
    return [
      this.invokePermission,
      ...(this.masterSecretGrant?.prerequisites ?? []),
      ...(this._functionNetwork?.prerequisites ?? []),
    ];
  }

  /**
   * Lets the function do all that the rotation of a secret asks of it. A `SecretRotation` calls it.
   *
   * @param needs what the rotation asks
   */
  public prepareRotation(needs: RotationNeeds): void {
    const { rotation, masterSecret, redshiftWarehouse, masterSecretKmsKeyArn: kmsKeyArn } = needs;
    this.allowDatabasePort(needs.port);
    if (masterSecret !== undefined) {
      this.grantNamed({ masterSecret, redshiftWarehouse, kmsKeyArn, rotation });
    }
    if (needs.managedMasterSecret) this.grantManagedMasterSecret(kmsKeyArn);
  }

  /**
   * Lets the function read a master secret.
   *
   * @param masterSecret the secret's name or ARN
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  public grantMasterSecret(masterSecret: string, kmsKeyArn?: string): void {
    if (managerOf(masterSecret) === 'redshift') fail(this.node.path, redshiftWarehouseMissing(masterSecret));
    this.grantNamed({ masterSecret, kmsKeyArn });
  }

  /**
   * Lets the function read the master secret that RDS manages for the database of its network, and ask RDS which database
   * that is.
   *
   * @param kmsKeyArn the ARN of the key that encrypts it; by default the one that the database names
   */
  public grantManagedMasterSecret(kmsKeyArn?: string): void {
    const database = this.network?._managedDatabase ?? fail(this.node.path, managedMasterSecretNeedsLookUp());
    this._functionNetwork?.allowDatabaseApi('rds');
    this.grant().addManaged(database, kmsKeyArn);
  }

  /**
   * Lets the function read a master secret that Amazon Redshift manages, and ask Redshift for its host.
   *
   * @param masterSecret the secret's name or ARN; the name starts with `redshift!`
   * @param warehouse what the secret belongs to
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  public grantRedshiftMasterSecret(
    masterSecret: string,
    warehouse: RedshiftWarehouse,
    kmsKeyArn?: string,
  ): void {
    this.grantNamed({ masterSecret, redshiftWarehouse: warehouse, kmsKeyArn });
  }

  /**
   * Opens the way from the function to the databases of its network. Without a network there is nothing to open.
   *
   * @param port the port on which the database listens; by default the looked-up database's or the engine's usual port
   */
  public allowDatabasePort(port?: number): void {
    const { application, network } = this;
    const known = port ?? network?._database?.port ?? application?.defaultPort;
    if (known !== undefined) this._functionNetwork?.allowDatabasePort(known);
    else if (network?.databaseSecurityGroupIds.length) {
      fail(this.node.path, portMissing(application?.name ?? this.functionName));
    }
  }

  /**
   * The permission of Secrets Manager to invoke the function, for secrets of its account.
   *
   * @internal
   */
  protected _allowInvocation(): LambdaPermission {
    return new LambdaPermission(this, 'InvokePermission', {
      ...invokeGrant(this, this.functionName),
      // As Terraform reads it from a permission that is imported: another spelling would have it made anew.
      functionName: nameOfFunction(this.functionArn),
      lifecycle: goesLastUnderAnyName('statement_id_prefix'),
    });
  }

  /**
   * How many characters the function's own inline policies have at most, whoever makes them.
   *
   * @internal
   */
  protected get _othersCharacters(): number {
    return INLINE_CHARACTERS_OF_APPLICATION;
  }

  private grantNamed(named: NamedMasterSecret): void {
    if (named.redshiftWarehouse) this._functionNetwork?.allowDatabaseApi(named.redshiftWarehouse.service);
    this.grant().add(named);
  }

  private grant(): MasterSecretGrant {
    const { application, roleName } = this;
    if (application?.takesMasterSecret === false)
      fail(this.node.path, masterSecretNotTaken(application.name));
    const describesMasterSecret = application?.describesMasterSecret ?? false;
    return (this.masterSecretGrant ??= new MasterSecretGrant(this, 'MasterSecretPolicy', {
      roleName,
      describesMasterSecret,
      othersCharacters: this._othersCharacters,
    }));
  }
}
