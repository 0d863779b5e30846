/** Where something is in Terraform. */
export interface TerraformPlace {
  readonly address: string;
  /** What tells an instance of `for_each` or `count` from the others, in its brackets; of a configuration it is what stands for it. */
  readonly key?: string;
}

/** A rotation of a secret. */
export interface DeployedRotation extends TerraformPlace {
  /** The names by which its secret may be known, the secret's own first. None where Terraform alone knows them. */
  readonly secrets: readonly string[];
  /** The name of the function, as far as it is known. */
  readonly functionName?: string;
}

/** A function that is made, not one that exists. */
export interface DeployedFunction extends TerraformPlace {
  readonly name: string;
  /** What Terraform makes it anew for, by what people call that. */
  readonly madeFrom: Readonly<Record<string, string | undefined>>;
}

export interface DeployedEndpoint extends TerraformPlace {
  readonly service: string;
  /** The id of the VPC, where it is known. */
  readonly vpc?: string;
}

export interface DeployedGroup extends TerraformPlace {
  /** Its id, where it is known. */
  readonly id?: string;
  readonly vpc?: string;
  /** The function that is in it; the others are of endpoints. */
  readonly functionName?: string;
}

/** The role of a function of the user's own. */
export interface DeployedRole extends TerraformPlace {
  /** Its name, where it is known. */
  readonly id?: string;
  readonly path: string;
  readonly functionName?: string;
}

export interface DeployedLogGroup extends TerraformPlace {
  readonly name?: string;
}

/** What is deployed as a stack, or would be, as far as it can be replaced. */
export interface Deployed {
  readonly region?: string;
  /** The account that its functions are in, where that is known. */
  readonly account?: string;
  /** Where its state is, if a configuration says so. */
  readonly state?: string;
  /** The file that its state was found in, which may be a copy of it. */
  readonly stateFile?: string;
  readonly rotations: readonly DeployedRotation[];
  readonly functions: readonly DeployedFunction[];
  readonly endpoints: readonly DeployedEndpoint[];
  readonly groups: readonly DeployedGroup[];
  readonly roles: readonly DeployedRole[];
  readonly logGroups: readonly DeployedLogGroup[];
  /** What Terraform replaces because somebody, or an apply that failed, has marked it. */
  readonly tainted: readonly TerraformPlace[];
}

/** The types of Terraform that matter here. */
export const TYPES = {
  stack: 'aws_serverlessapplicationrepository_cloudformation_stack',
  function: 'aws_lambda_function',
  rotation: 'aws_secretsmanager_secret_rotation',
  endpoint: 'aws_vpc_endpoint',
  group: 'aws_security_group',
  role: 'aws_iam_role',
  logGroup: 'aws_cloudwatch_log_group',
} as const;
