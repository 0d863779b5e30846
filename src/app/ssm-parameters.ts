import type { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Fn, TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import { shortHash } from '../catalogue/physical-name';
import { SsmParameter, withoutParameters } from '../config/ssm-parameter';
import { DATA_SOURCES } from '../rotation/data-sources';
import { lifecycleFor } from '../rotation/hcl';
import { parameterHolds } from './problems';

type Postcondition = NonNullable<TerraformResourceLifecycle['postcondition']>[number];

/** What an id or ARN is, and how each begins. */
type Form = readonly [what: string, start: string];

const SUBNET: Form = ['the id of a subnet', 'subnet-'];
const SECURITY_GROUP: Form = ['the id of a security group', 'sg-'];
const SECRET: Form = ['the ARN of a secret', 'arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:'];
const KEY: Form = ['the ARN of a KMS key', 'arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/'];

/** By the key under which a parameter stands. */
const FORMS: Readonly<Record<string, Form>> = {
  vpcId: ['the id of a VPC', 'vpc-'],
  subnetIds: SUBNET,
  endpointSubnetIds: SUBNET,
  databaseSecurityGroupIds: SECURITY_GROUP,
  functionSecurityGroupIds: SECURITY_GROUP,
  securityGroupId: SECURITY_GROUP,
  existing: ['the id of a VPC endpoint', 'vpce-'],
  secret: SECRET,
  masterSecret: SECRET,
  kmsKeyArn: KEY,
  masterSecretKmsKeyArn: KEY,
};

/** The parameters of AWS Systems Manager that a stack's configuration names. Terraform reads each once, when it plans. */
export class SsmParameters extends Construct {
  private readonly dataSources = new Map<string, DataAwsSsmParameter>();
  private readonly conditions = new Map<string, Map<string, Postcondition>>();
  private readonly values = new Map<string, string | string[]>();

  /** A part of the configuration with what Terraform reads in the place of each parameter. */
  public inPlaceOf<T>(part: T): T {
    return withoutParameters(part, (parameter, key) => {
      this.demand(parameter, FORMS[key.replace('[]', '')]);
      return this.tokenOf(parameter);
    });
  }

  /** The same token each time: what stands for one id is compared as it. */
  private tokenOf({ name, isList }: SsmParameter): string | string[] {
    const id = `${name} ${isList}`;
    const value = this.values.get(id) ?? this.read(name, isList);
    this.values.set(id, value);
    return value;
  }

  private read(name: string, isList: boolean): string | string[] {
    const value = this.dataSource(name).insecureValue;
    return isList ? Token.asList(Fn.split(',', Fn.replace(value, ' ', ''))) : value;
  }

  private dataSource(name: string): DataAwsSsmParameter {
    const { dataSources } = this;
    const id = `${name.replace(/\W+/g, '-')}-${shortHash(name)}`;
    const source =
      dataSources.get(name) ??
      new DATA_SOURCES.DataAwsSsmParameter(this, id, { name, withDecryption: false });
    dataSources.set(name, source);
    return source;
  }

  /** A SecureString has no value that is not secret, so that it is told with what has not the form. */
  private demand({ name, isList }: SsmParameter, [what, start]: Form): void {
    const conditions = this.conditions.get(name) ?? new Map<string, Postcondition>();
    this.conditions.set(name, conditions);
    conditions.set(`${what} ${isList}`, {
      condition: isList
        ? `\${try(alltrue([for id in split(",", replace(self.insecure_value, " ", "")) : ${fits('id', start)}]), false)}`
        : `\${${fits('self.insecure_value', start)}}`,
      errorMessage: parameterHolds(name, what, isList).message,
    });
    this.dataSource(name).lifecycle = lifecycleFor(this, { postcondition: [...conditions.values()] });
  }
}

function fits(value: string, start: string): string {
  return `can(regex("^${start}[^ ,]+$", ${value}))`;
}
