/** The configuration file, version 1, as `schemas/rotation-config.schema.json` describes it. */
export interface RotationConfig {
  readonly version: 1;
  readonly stacks: Readonly<Record<string, StackConfig>>;
}

export interface StackConfig {
  readonly region: string;
  readonly backend?: BackendConfig;
  readonly profile?: string;
  readonly assumeRole?: AssumeRoleConfig;
  readonly allowedAccountIds?: string[];
  readonly fips?: boolean;
  readonly awsProviderVersion?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly networks?: Readonly<Record<string, NetworkConfig>>;
  readonly functions?: Readonly<Record<string, FunctionConfig>>;
  readonly rotations: Readonly<Record<string, RotationEntry>>;
}

export interface AssumeRoleConfig {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly duration?: string;
}

export interface BackendConfig {
  readonly s3?: S3BackendConfig;
  readonly cloud?: { readonly organization: string; readonly workspace: string; readonly hostname?: string };
}

export interface S3BackendConfig {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly useLockfile?: boolean;
  readonly encrypt?: boolean;
  readonly kmsKeyId?: string;
  readonly dynamodbTable?: string;
  readonly workspaceKeyPrefix?: string;
  readonly profile?: string;
  readonly assumeRole?: AssumeRoleConfig;
  readonly endpoints?: Partial<Readonly<Record<'s3' | 'dynamodb' | 'iam' | 'sso' | 'sts', string>>>;
}

/** A network has either a look-up, or the ids of a VPC and its subnets. */
export interface NetworkConfig {
  readonly aliases?: string[];
  readonly lookup?: { readonly dbInstance?: string; readonly dbCluster?: string };
  readonly vpcId?: string;
  readonly subnetIds?: string[];
  readonly endpointSubnetIds?: string[];
  readonly databaseSecurityGroupIds?: string[];
  readonly databaseRules?: RulesConfig;
  readonly functionSecurityGroupIds?: string[];
  readonly secretsManagerEndpoint?: EndpointConfig;
  readonly rdsEndpoint?: EndpointConfig;
  readonly redshiftEndpoint?: EndpointConfig;
  readonly redshiftServerlessEndpoint?: EndpointConfig;
}

/** Who makes the rules in a security group: this package, or whoever owns the group. */
export type RulesConfig = 'create' | 'none';

export type EndpointConfig = 'create' | 'none' | ExistingEndpointConfig;

export interface ExistingEndpointConfig {
  readonly existing: string;
  readonly securityGroupId?: string;
  readonly rules?: RulesConfig;
}

export interface RotationEntry {
  readonly aliases?: string[];
  /** Without one the rotation names a function, which knows. */
  readonly engine?: string;
  readonly strategy?: 'single-user' | 'multi-user';
  readonly function?: string;
  readonly secret: string;
  readonly masterSecret?: string;
  readonly redshiftWarehouse?: RedshiftWarehouseConfig;
  readonly network?: string;
  readonly port?: number;
  readonly schedule: ScheduleConfig;
  readonly rotateImmediately?: boolean;
  readonly excludeCharacters?: string;
  readonly kmsKeyArn?: string;
  readonly masterSecretKmsKeyArn?: string;
  readonly applicationVersion?: string;
  readonly expect?: ExpectationConfig;
  readonly availability?: 'standard' | 'high';
  readonly isolation?: 'shared' | 'dedicated';
}

/** A rotation function: from an application, one that exists, or one of the user's own. */
export interface FunctionConfig extends ApplicationFunctionConfig, OwnFunctionConfig {
  readonly existing?: string;
  readonly roleName?: string;
}

/** What every function may have that is made. */
interface MadeFunctionConfig {
  readonly name?: string;
  readonly network?: string;
  readonly kmsKeyArn?: string;
  readonly excludeCharacters?: string;
  readonly logs?: { readonly retentionDays?: number; readonly kmsKeyArn?: string };
}

interface ApplicationFunctionConfig extends MadeFunctionConfig {
  readonly application?: string;
  readonly stackName?: string;
  readonly applicationVersion?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

interface OwnFunctionConfig extends MadeFunctionConfig {
  readonly code?: CodeConfig;
  readonly handler?: string;
  readonly runtime?: string;
  readonly architecture?: 'x86_64' | 'arm64';
  readonly layers?: string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly password?: PasswordConfig;
  readonly timeoutSeconds?: number;
  readonly memoryMegabytes?: number;
  readonly role?: RoleConfig;
}

/** Code has one of these. */
export interface CodeConfig {
  readonly zip?: string;
  readonly s3?: { readonly bucket: string; readonly key: string; readonly objectVersion?: string };
  readonly image?: string;
}

export interface PasswordConfig {
  readonly length?: number;
  readonly excludeNumbers?: boolean;
  readonly excludePunctuation?: boolean;
  readonly excludeUppercase?: boolean;
  readonly excludeLowercase?: boolean;
  readonly requireEachIncludedType?: boolean;
}

/** A role is either made or exists. */
export interface RoleConfig {
  readonly permissionsBoundaryArn?: string;
  readonly path?: string;
  readonly existing?: string;
}

/** As a master secret: the one that RDS manages for the database that the network is looked up from. */
export const RDS_MANAGED = 'rds-managed';

/** What a master secret belongs to that Amazon Redshift manages. */
export type RedshiftWarehouseConfig = 'serverless' | { readonly cluster: string };

export interface ExpectationConfig {
  readonly host?: string;
  readonly username?: string;
  readonly dbname?: string;
  readonly ssl?: boolean | string;
  readonly port?: number | string;
}

export interface ScheduleConfig {
  readonly everyDays?: number;
  readonly rate?: string;
  readonly cron?: string;
  readonly complianceDays?: number;
  readonly window?: string;
}
