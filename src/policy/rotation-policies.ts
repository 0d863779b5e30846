import { DeployerPolicyProps, deployerPolicy } from './generators/deployer';
import { EndpointPolicyProps, endpointPolicy } from './generators/endpoint';
import { ExecutionPolicyProps, executionPolicy, executionTrustPolicy } from './generators/execution';
import { InvokePolicyProps, invokePolicy } from './generators/invoke';
import { KmsKeyPolicyProps, kmsKeyPolicy } from './generators/kms-key';
import { MasterSecretPolicyProps, masterSecretPolicy } from './generators/master-secret';
import { OperationsPolicyProps, operationsPolicy } from './generators/operations';
import { SecretPolicyProps, secretPolicy } from './generators/secret';
import { PolicyDocument } from './policy-document';

/**
 * The IAM policies that a rotation involves, each allowing no more than is needed.
 *
 * Every method fails with all that is wrong with its input at once. Tokens of Terraform pass everywhere.
 */
export class RotationPolicies {
  /**
   * What a rotation function's role needs to read its master secrets. With a customer managed key it may decrypt through
   * Secrets Manager, and those secrets, only. Where RDS manages a master secret it may look up the database as well.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
   */
  public static masterSecret(props: MasterSecretPolicyProps): PolicyDocument {
    return masterSecretPolicy(props);
  }

  /**
   * All that the role of a rotation function of one's own needs. The functions that the rotation applications create have
   * a role already.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
   */
  public static execution(props: ExecutionPolicyProps): PolicyDocument {
    return executionPolicy(props);
  }

  /**
   * The trust policy of the role of a rotation function of one's own.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
   */
  public static executionTrust(): PolicyDocument {
    return executionTrustPolicy();
  }

  /**
   * The policy of a rotation function that lets Secrets Manager invoke it, for secrets of this account only.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
   */
  public static invoke(props: InvokePolicyProps): PolicyDocument {
    return invokePolicy(props);
  }

  /**
   * The policy of a customer managed key that encrypts secrets: for the account, and through Secrets Manager for those who
   * write, rotate and read them.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  public static kmsKey(props: KmsKeyPolicyProps): PolicyDocument {
    return kmsKeyPolicy(props);
  }

  /**
   * The policy of an interface endpoint for Secrets Manager: it serves the account's principals, and its own secrets.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html
   */
  public static endpoint(props: EndpointPolicyProps): PolicyDocument {
    return endpointPolicy(props);
  }

  /**
   * The policy of a secret: who reads it, that nobody deletes it, and that no other function rotates it.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
   */
  public static secret(props: SecretPolicyProps): PolicyDocument {
    return secretPolicy(props);
  }

  /**
   * What the person or pipeline needs that runs `cdktf deploy`, in place of SecretsManagerReadWrite and IAMFullAccess.
   *
   * Which calls CloudFormation makes on the caller's behalf is taken from documentation, and was not tried live.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_turn-on-cli.html
   */
  public static deployer(props: DeployerPolicyProps): PolicyDocument {
    return deployerPolicy(props);
  }

  /**
   * What an operator needs from day to day: to see rotations and their logs, to rotate now, and to give up a rotation that
   * is stuck. It reads no secret's value.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html
   */
  public static operations(props: OperationsPolicyProps): PolicyDocument {
    return operationsPolicy(props);
  }

  private constructor() {}
}
