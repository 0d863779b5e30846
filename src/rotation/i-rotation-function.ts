import { ITerraformDependable } from 'cdktf';
import { IConstruct } from 'constructs';
import { RotationApplication } from '../catalogue';
import { RedshiftWarehouse } from './redshift-warehouse';
import { RotationNetwork } from './rotation-network';

/** What the rotation of a secret asks of its function. */
export interface RotationNeeds {
  /**
   * The rotation.
   */
  readonly rotation: IConstruct;

  /**
   * The name or ARN of the secret.
   */
  readonly secret: string;

  /**
   * The name or ARN of the master secret.
   *
   * @default - none
   */
  readonly masterSecret?: string;

  /**
   * Whether the master secret is the one that RDS manages for the database of the function's network.
   *
   * @default false
   */
  readonly managedMasterSecret?: boolean;

  /**
   * What of Amazon Redshift the master secret belongs to, where Redshift manages it.
   *
   * @default - Redshift does not manage it
   */
  readonly redshiftWarehouse?: RedshiftWarehouse;

  /**
   * The ARN of the customer managed key that encrypts the master secret.
   *
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly masterSecretKmsKeyArn?: string;

  /**
   * The port on which the database listens.
   *
   * @default - the engine's usual port
   */
  readonly port?: number;
}

/** A function that rotates secrets: from an application, of one's own, or one that exists. */
export interface IRotationFunction extends IConstruct {
  /** The function's ARN. */
  readonly functionArn: string;

  /** The function's name. */
  readonly functionName: string;

  /** The name of the function's role. */
  readonly roleName: string;

  /** The application that the function is made from, as far as it is one that is known. */
  readonly application?: RotationApplication;

  /** The network in which the function runs, unless it runs outside any VPC or in one that is not known here. */
  readonly network?: RotationNetwork;

  /** The ids of the security groups that the function is in, as far as they are known here. */
  readonly securityGroupIds: string[];

  /** What has to exist before the function can rotate a secret. */
  readonly prerequisites: ITerraformDependable[];

  /**
   * Lets the function do all that the rotation of a secret asks of it. A `SecretRotation` calls it.
   *
   * @param needs what the rotation asks
   */
  prepareRotation(needs: RotationNeeds): void;

  /**
   * Lets the function read a master secret.
   *
   * @param masterSecret the secret's name or ARN
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  grantMasterSecret(masterSecret: string, kmsKeyArn?: string): void;

  /**
   * Lets the function read the master secret that RDS manages for the database of its network, and ask RDS which database
   * that is.
   *
   * @param kmsKeyArn the ARN of the key that encrypts it; by default the one that the database names
   */
  grantManagedMasterSecret(kmsKeyArn?: string): void;

  /**
   * Lets the function read a master secret that Amazon Redshift manages, and ask Redshift for its host.
   *
   * @param masterSecret the secret's name or ARN; the name starts with `redshift!`
   * @param warehouse what the secret belongs to
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  grantRedshiftMasterSecret(masterSecret: string, warehouse: RedshiftWarehouse, kmsKeyArn?: string): void;

  /**
   * Opens the way from the function to the databases of its network. Without a network there is nothing to open.
   *
   * @param port the port on which the database listens; by default the looked-up database's or the engine's usual port
   */
  allowDatabasePort(port?: number): void;
}
