/** What a CDKTF user writes without this package to get the resources of the default configuration. */
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

const vpcId = 'vpc-0a1b2c3d4e5f60718';
const subnetIds = ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'];
const databaseSecurityGroupId = 'sg-0a1b2c3d4e5f60718';
const functionName = 'SecretsManager-production-mysql-multi-user-private';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });

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
const paths = [
  { name: 'Database', group: databaseSecurityGroupId, port: 3306 },
  { name: 'Endpoint', group: endpointGroup.id, port: 443 },
].flatMap(({ name, group, port }) => [
  new VpcSecurityGroupEgressRule(stack, `${name}Egress`, {
    securityGroupId: functionGroup.id,
    referencedSecurityGroupId: group,
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
  }),
  new VpcSecurityGroupIngressRule(stack, `${name}Ingress`, {
    securityGroupId: group,
    referencedSecurityGroupId: functionGroup.id,
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
  }),
]);

const application = new ServerlessapplicationrepositoryCloudformationStack(stack, 'Application', {
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
const functionArn = new TerraformLocal(stack, 'Arn', application.outputs.lookup('RotationLambdaARN'));
const role = new DataAwsLambdaFunction(stack, 'Function', { functionName: functionArn.asString });
const permission = new LambdaPermission(stack, 'Permission', {
  action: 'lambda:InvokeFunction',
  functionName: functionArn.asString,
  principal: 'secretsmanager.amazonaws.com',
  sourceAccount: new DataAwsCallerIdentity(stack, 'CallerIdentity').accountId,
});
const masterSecret = new DataAwsSecretsmanagerSecret(stack, 'MasterSecret', {
  name: 'production/orders-master',
});
const policy = new IamRolePolicy(stack, 'Policy', {
  role: Fn.basename(role.role),
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: masterSecret.arn }],
  }),
});
new SecretsmanagerSecretRotation(stack, 'Rotation', {
  secretId: new DataAwsSecretsmanagerSecret(stack, 'Secret', { name: 'production/orders' }).arn,
  rotationLambdaArn: functionArn.asString,
  rotateImmediately: true,
  rotationRules: { automaticallyAfterDays: 7 },
  dependsOn: [permission, policy, endpoint, ...paths],
});
app.synth();
