import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { DATABASE_GROUP, OTHER_GROUP, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const PROPS = {
  vpcId: VPC,
  subnetIds: SUBNETS,
  databaseSecurityGroupIds: [DATABASE_GROUP],
  functionSecurityGroupIds: [OTHER_GROUP],
};

function addFunction(network: RotationNetwork, application: RotationApplication): void {
  const id = `${application.strategy}-${network.node.id}`;
  new RotationFunction(TerraformStack.of(network), id, { application, network }).allowDatabasePort();
}

function rules(synthesised: Synthesised): string[] {
  return synthesised
    .resources('aws_vpc_security_group_ingress_rule')
    .map(({ security_group_id: to, referenced_security_group_id: from, from_port: port }) =>
      [from, to, port].join(' '),
    );
}

describe('functions in the same security groups', () => {
  test('share the rules that they need, because a rule can exist once only', () => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.vpc(stack, 'Network', PROPS);
      [MYSQL_SINGLE_USER, MYSQL_MULTI_USER].forEach((application) => addFunction(network, application));
    });

    expect(rules(synthesised)).toHaveLength(2);
    expect(new Set(rules(synthesised)).size).toBe(2);
  });

  test('share them across networks of one VPC and endpoint', () => {
    const synthesised = synthesise((stack) => {
      const secretsManagerEndpoint = new SecretsManagerEndpoint(stack, 'Endpoint', {
        vpcId: VPC,
        subnetIds: SUBNETS,
      });
      ['One', 'Other'].forEach((id) =>
        addFunction(RotationNetwork.vpc(stack, id, { ...PROPS, secretsManagerEndpoint }), MYSQL_SINGLE_USER),
      );
    });

    expect(rules(synthesised)).toHaveLength(2);
    expect(new Set(rules(synthesised)).size).toBe(2);
  });

  test('keep them when another application takes over, at the same addresses', () => {
    const [before, after] = [MYSQL_SINGLE_USER, MYSQL_MULTI_USER].map((application) =>
      synthesise((stack) => addFunction(RotationNetwork.vpc(stack, 'Network', PROPS), application)).addresses(
        'aws_vpc_security_group_ingress_rule',
      ),
    );

    expect(before).toHaveLength(2);
    expect(after).toEqual(before);
  });

  test('have their rules apart where only Terraform knows the groups', () => {
    const synthesised = synthesise((stack) =>
      ['one', 'other'].forEach((group) =>
        addFunction(
          RotationNetwork.vpc(stack, group, {
            ...PROPS,
            functionSecurityGroupIds: [`\${aws_security_group.${group}.id}`],
            internetAccess: true,
          }),
          MYSQL_SINGLE_USER,
        ),
      ),
    );

    expect(rules(synthesised).sort()).toEqual([
      `\${aws_security_group.one.id} ${DATABASE_GROUP} 3306`,
      `\${aws_security_group.other.id} ${DATABASE_GROUP} 3306`,
    ]);
  });

  test('share them where only Terraform knows the group, in whichever network it is named', () => {
    const synthesised = synthesise((stack) => {
      const group = new TerraformVariable(stack, 'group', { type: 'string' });
      ['one', 'other'].forEach((id) => {
        const functionSecurityGroupIds = [group.stringValue];
        addFunction(
          RotationNetwork.vpc(stack, id, { ...PROPS, functionSecurityGroupIds }),
          MYSQL_SINGLE_USER,
        );
      });
    });

    expect(rules(synthesised)).toHaveLength(2);
    expect(new Set(rules(synthesised)).size).toBe(2);
  });

  test('have a rule for each port, also where only Terraform knows it', () => {
    const synthesised = synthesise((stack) => {
      const [one, other] = ['one', 'other'].map((id) => new TerraformVariable(stack, id, { type: 'number' }));
      const network = RotationNetwork.vpc(stack, 'Network', { ...PROPS, internetAccess: true });
      const rotationFunction = new RotationFunction(stack, 'Function', {
        application: MYSQL_SINGLE_USER,
        network,
      });
      [one, other, one].forEach(({ numberValue }) => rotationFunction.allowDatabasePort(numberValue));
    });

    expect(rules(synthesised).sort()).toEqual([
      `${OTHER_GROUP} ${DATABASE_GROUP} \${var.one}`,
      `${OTHER_GROUP} ${DATABASE_GROUP} \${var.other}`,
    ]);
  });

  test('have one rule for a group that is named twice', () => {
    const synthesised = synthesise((stack) =>
      addFunction(
        RotationNetwork.vpc(stack, 'Network', {
          ...PROPS,
          databaseSecurityGroupIds: [DATABASE_GROUP, DATABASE_GROUP],
          internetAccess: true,
        }),
        MYSQL_SINGLE_USER,
      ),
    );

    expect(rules(synthesised)).toEqual([`${OTHER_GROUP} ${DATABASE_GROUP} 3306`]);
  });

  test('have a way through one group of a list that only Terraform knows', () => {
    const synthesised = synthesise((stack) => {
      const list = (id: string): string[] =>
        new TerraformVariable(stack, id, { type: 'list(string)' }).listValue;
      const network = RotationNetwork.vpc(stack, 'Network', {
        ...PROPS,
        databaseSecurityGroupIds: list('databases'),
        functionSecurityGroupIds: list('functions'),
        internetAccess: true,
      });
      addFunction(network, MYSQL_SINGLE_USER);
    });

    expect(rules(synthesised)).toEqual([
      '${element(sort(var.functions), 0)} ${element(sort(var.databases), 0)} 3306',
    ]);
  });

  test('have rules of their own for what two other stacks call the same', () => {
    const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
    const groups = ['one', 'other'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
      return new SecurityGroup(stack, 'Group');
    });
    const stack = new TerraformStack(app, 'test');
    new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
    const databaseSecurityGroupIds = groups.map(({ id }) => id);
    const network = RotationNetwork.vpc(stack, 'Network', {
      ...PROPS,
      databaseSecurityGroupIds,
      internetAccess: true,
    });
    addFunction(network, MYSQL_SINGLE_USER);

    expect(rules(new Synthesised(stack))).toHaveLength(2);
  });
});
