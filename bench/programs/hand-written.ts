/**
 * What a CDKTF user writes without this package: a rotation function for each secret, in stacks whose network, endpoint and
 * function's security group are shared. `node hand-written.js SECRETS STACKS`
 */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsLambdaFunction } from '@cdktf/provider-aws/lib/data-aws-lambda-function';
import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { ServerlessapplicationrepositoryCloudformationStack } from '@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { App, Fn, TerraformLocal, TerraformStack } from 'cdktf';

const [secrets, stacks] = process.argv.slice(2).map(Number);

const app = new App();
for (let index = 0; index < stacks; index += 1) addStack(index);
app.synth();

function addStack(index: number): void {
  const name = `production-${index}`;
  const end = index.toString(16).padStart(16, '0');
  const vpcId = `vpc-a${end}`;
  const subnetIds = [`subnet-a${end}`, `subnet-b${end}`];
  const databaseSecurityGroupId = `sg-a${end}`;

  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  const sourceAccount = new DataAwsCallerIdentity(stack, 'CallerIdentity').accountId;

  const endpointGroup = new SecurityGroup(stack, 'EndpointGroup', { vpcId, namePrefix: 'endpoint-' });
  const endpoint = new VpcEndpoint(stack, 'Endpoint', {
    vpcId,
    subnetIds,
    serviceName: 'com.amazonaws.us-east-1.secretsmanager',
    vpcEndpointType: 'Interface',
    privateDnsEnabled: true,
    securityGroupIds: [endpointGroup.id],
  });
  const functionGroup = new SecurityGroup(stack, 'FunctionGroup', { vpcId, namePrefix: 'function-' });
  const rules = [
    { id: 'Database', group: databaseSecurityGroupId, port: 3306 },
    { id: 'Endpoint', group: endpointGroup.id, port: 443 },
  ].flatMap(({ id, group, port }) => [
    new VpcSecurityGroupEgressRule(stack, `${id}Egress`, {
      securityGroupId: functionGroup.id,
      referencedSecurityGroupId: group,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
    }),
    new VpcSecurityGroupIngressRule(stack, `${id}Ingress`, {
      securityGroupId: group,
      referencedSecurityGroupId: functionGroup.id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
    }),
  ]);
  const masterSecret = new DataAwsSecretsmanagerSecret(stack, 'MasterSecret', {
    name: `${name}/orders-master`,
  });

  for (let number = 0; number < secrets / stacks; number += 1) {
    const id = `orders-${number}`;
    const functionName = `SecretsManager-${name}-${id}`;
    const application = new ServerlessapplicationrepositoryCloudformationStack(stack, `${id}-Application`, {
      name: functionName,
      applicationId:
        'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
      semanticVersion: '1.1.671',
      capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
      parameters: {
        endpoint: 'https://secretsmanager.us-east-1.amazonaws.com',
        functionName,
        vpcSubnetIds: Fn.join(',', subnetIds),
        vpcSecurityGroupIds: Fn.join(',', [functionGroup.id]),
      },
    });
    const functionArn = new TerraformLocal(
      stack,
      `${id}-Arn`,
      application.outputs.lookup('RotationLambdaARN'),
    ).asString;
    const { role } = new DataAwsLambdaFunction(stack, `${id}-Function`, { functionName: functionArn });
    const permission = new LambdaPermission(stack, `${id}-Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount,
    });
    const policy = new IamRolePolicy(stack, `${id}-Policy`, {
      role: Fn.basename(role),
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: masterSecret.arn }],
      }),
    });
    new SecretsmanagerSecretRotation(stack, `${id}-Rotation`, {
      secretId: new DataAwsSecretsmanagerSecret(stack, `${id}-Secret`, { name: `${name}/${id}` }).arn,
      rotationLambdaArn: functionArn,
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: 30 },
      dependsOn: [permission, policy, endpoint, ...rules],
    });
  }
}
