/**
 * What AWS CDK offers: a `SecretRotation` for each secret, which makes a function, a security group and an ingress rule each.
 * `node program.js SECRETS OUTDIR`
 */
import { App, Duration, Stack } from 'aws-cdk-lib';
import {
  Connections,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  Port,
  SecurityGroup,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Secret, SecretRotation, SecretRotationApplication } from 'aws-cdk-lib/aws-secretsmanager';

const [secrets, outdir] = process.argv.slice(2);

const name = 'production-0';
const end = ''.padStart(16, '0');

const app = new App({ outdir });
const stack = new Stack(app, name, { env: { account: '123456789012', region: 'us-east-1' } });
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: `vpc-a${end}`,
  vpcCidrBlock: '10.0.0.0/16',
  availabilityZones: ['us-east-1a', 'us-east-1b'],
  privateSubnetIds: [`subnet-a${end}`, `subnet-b${end}`],
});
const target = new Connections({
  defaultPort: Port.tcp(3306),
  securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Database', `sg-a${end}`)],
});
const endpoint = new InterfaceVpcEndpoint(stack, 'Endpoint', {
  vpc,
  service: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
});
const masterSecret = Secret.fromSecretNameV2(stack, 'MasterSecret', `${name}/orders-master`);

for (let number = 0; number < Number(secrets); number += 1) {
  const id = `orders-${number}`;
  new SecretRotation(stack, id, {
    application: SecretRotationApplication.MYSQL_ROTATION_MULTI_USER,
    secret: Secret.fromSecretNameV2(stack, `${id}-Secret`, `${name}/${id}`),
    masterSecret,
    target: { connections: target },
    vpc,
    endpoint,
    automaticallyAfter: Duration.days(30),
  });
}
app.synth();
