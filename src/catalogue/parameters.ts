/** The parameters that every rotation application takes, in the template's own order. */
export const COMMON_PARAMETERS = [
  'endpoint',
  'functionName',
  'invokingServicePrincipal',
  'vpcSubnetIds',
  'vpcSecurityGroupIds',
  'kmsKeyArn',
  'excludeCharacters',
  'runtime',
] as const;

/** The further parameters of an application that uses a master secret. */
export const MASTER_SECRET_PARAMETERS = ['masterSecretArn', 'masterSecretKmsKeyArn'] as const;
