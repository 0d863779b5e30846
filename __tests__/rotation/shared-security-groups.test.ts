import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RdsEndpoint } from '../../src/rotation/rds-endpoint';
import { SecurityGroupRules } from '../../src/rotation/security-group-rules';
import { expressionOf } from '../../src/rotation/tokens';
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

const INGRESS = 'aws_vpc_security_group_ingress_rule';

const KEY = 'join(" ", [rule.source, rule.key, rule.port])';

function rule(source: string, destination: string, port: string): string {
  return `{ source = ${source}, key = ${destination}, destination = ${destination}, port = ${port} }`;
}

/** The rules that Terraform finds out, less those that the program has as they are. */
function foundOut(...rules: string[]): string {
  return `\${{ for rule in [${rules.join(', ')}] : ${KEY} => rule... if !contains([], ${KEY}) }}`;
}

function addFunction(network: RotationNetwork, application: RotationApplication): void {
  const id = `${application.strategy}-${network.node.id}`;
  new RotationFunction(TerraformStack.of(network), id, { application, network }).allowDatabasePort();
}

function rules(synthesised: Synthesised): string[] {
  return synthesised
    .resources(INGRESS)
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

    const { for_each } = synthesised.resource(INGRESS);
    expect(for_each).toContain(rule('var.group', `"${DATABASE_GROUP}"`, '3306'));
    expect(for_each).toContain(`{ source = var.group, key = "secretsmanager in ${VPC}", destination =`);
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

    expect(synthesised.resource(INGRESS).for_each).toBe(
      foundOut(
        rule(`"${OTHER_GROUP}"`, `"${DATABASE_GROUP}"`, 'var.one'),
        rule(`"${OTHER_GROUP}"`, `"${DATABASE_GROUP}"`, 'var.other'),
      ),
    );
  });

  test('have one rule for a group that is named twice', () => {
    const synthesised = synthesise((stack) =>
      addFunction(
        RotationNetwork.vpc(stack, 'Network', {
          ...PROPS,
          databaseSecurityGroupIds: ['${var.group}', '${var.group}'],
          internetAccess: true,
        }),
        MYSQL_SINGLE_USER,
      ),
    );

    expect(rules(synthesised)).toHaveLength(1);
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

    expect(synthesised.resource(INGRESS).for_each).toBe(
      foundOut(rule('element(sort(var.functions), 0)', 'element(sort(var.databases), 0)', '3306')),
    );
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

  test('have one rule for a group that two networks look up, and none beside one that is written', () => {
    const synthesised = synthesise((stack) => {
      const options = { functionSecurityGroupIds: [OTHER_GROUP], internetAccess: true };
      addFunction(RotationNetwork.vpc(stack, 'Ids', { ...PROPS, ...options }), MYSQL_SINGLE_USER);
      ['one', 'other'].forEach((dbInstance) =>
        addFunction(
          RotationNetwork.ofDbInstance(stack, dbInstance, { dbInstance, ...options }),
          MYSQL_SINGLE_USER,
        ),
      );
    });
    const [written, lookedUp] = synthesised.resources(INGRESS).sort((one) => ('for_each' in one ? 1 : -1));

    expect(synthesised.resources(INGRESS)).toHaveLength(2);
    expect(written).toMatchObject({ security_group_id: DATABASE_GROUP, from_port: 3306 });
    expect(lookedUp.for_each).toMatch(/data\.aws_db_instance\.one_\w+.*data\.aws_db_instance\.other_\w+/);
    expect(lookedUp.for_each).toContain(`if !contains(["${OTHER_GROUP} ${DATABASE_GROUP} 3306"], ${KEY})`);
    expect(lookedUp.security_group_id).toBe('${each.value[0].destination}');
    const [address] = synthesised.addresses(INGRESS).filter((one) => one.includes('LookedUp'));
    expect(JSON.stringify(synthesised.json.resource.terraform_data)).toContain(`keys(${address})`);
  });

  test.each<[string, (stack: TerraformStack) => RotationNetwork]>([
    [
      'the database',
      (stack) =>
        RotationNetwork.ofDbCluster(stack, 'Network', {
          dbCluster: '${aws_rds_cluster.orders.id}',
          functionSecurityGroupIds: [OTHER_GROUP],
          internetAccess: true,
        }),
    ],
    [
      'what the network waits for',
      (stack) => {
        const network = RotationNetwork.ofDbCluster(stack, 'Network', {
          dbCluster: 'orders',
          functionSecurityGroupIds: [OTHER_GROUP],
          internetAccess: true,
        });
        network.node.addDependency(new SecurityGroup(stack, 'Group'));
        return network;
      },
    ],
  ])('have rules of their own where the same apply makes %s', (_, build) => {
    const synthesised = synthesise((stack) => addFunction(build(stack), MYSQL_SINGLE_USER));

    expect(synthesised.resource(INGRESS)).not.toHaveProperty('for_each');
    expect(synthesised.resource(INGRESS).security_group_id).toMatch(/data\.aws_rds_cluster\./);
  });
});

describe('the rules of a function with a group of its own', () => {
  const EGRESS = 'aws_vpc_security_group_egress_rule';
  const ENDPOINTS = ['vpce-0a1b2c3d', 'vpce-1a2b3c4d'];

  const withEndpoints = (securityGroupId?: string): Synthesised =>
    synthesise((stack) => {
      const [secretsManagerEndpoint, rdsEndpoint] = [SecretsManagerEndpoint, RdsEndpoint].map(
        (Endpoint, index) =>
          Endpoint.fromId(stack, `Endpoint${index}`, { vpcEndpointId: ENDPOINTS[index], securityGroupId }),
      );
      const network = RotationNetwork.ofDbInstance(stack, 'Network', {
        dbInstance: 'orders',
        secretsManagerEndpoint,
        rdsEndpoint,
      });
      const rotationFunction = new RotationFunction(stack, 'Function', {
        application: MYSQL_MULTI_USER,
        network,
      });
      rotationFunction.grantManagedMasterSecret();
      [undefined, 3306].forEach((port) => rotationFunction.allowDatabasePort(port));
    });

  test('are made once for two endpoints in one security group', () => {
    const on443 = withEndpoints(OTHER_GROUP)
      .resources(INGRESS)
      .filter(({ from_port }) => from_port === 443);

    expect(on443).toEqual([expect.objectContaining({ security_group_id: OTHER_GROUP })]);
  });

  test.each([INGRESS, EGRESS])(
    'are left to Terraform where two things may turn out to be one (%s)',
    (type) => {
      const counts = withEndpoints()
        .resources(type)
        .flatMap(({ count = [] }) => count);

      expect(counts.sort()).toEqual([
        expect.stringMatching(/^\$\{\(3306 == data\.aws_db_instance\.\w+\.port\) \? 0 : 1\}$/),
        expect.stringMatching(
          /^\$\{\(element\(.*aws_vpc_endpoint\.Endpoint1_.*\) == element\(.*aws_vpc_endpoint\.Endpoint0_.*\)\) \? 0 : 1\}$/,
        ),
      ]);
    },
  );
});

describe('rules that somebody else makes', () => {
  const none = { databaseRules: SecurityGroupRules.NONE, internetAccess: true };

  test('are not made, and the function’s own are', () => {
    const synthesised = synthesise((stack) =>
      addFunction(
        RotationNetwork.vpc(stack, 'Network', { ...PROPS, ...none, functionSecurityGroupIds: undefined }),
        MYSQL_SINGLE_USER,
      ),
    );
    const out = synthesised.resources('aws_vpc_security_group_egress_rule');

    expect(synthesised.resources(INGRESS)).toEqual([]);
    expect(out).toContainEqual(expect.objectContaining({ referenced_security_group_id: DATABASE_GROUP }));
  });

  test('are all, where the function’s groups are somebody else’s too', () => {
    const synthesised = synthesise((stack) => {
      const secretsManagerEndpoint = SecretsManagerEndpoint.fromId(stack, 'Endpoint', {
        vpcEndpointId: 'vpce-0a1b2c3d',
        rules: SecurityGroupRules.NONE,
      });
      const network = RotationNetwork.vpc(stack, 'Network', { ...PROPS, ...none, secretsManagerEndpoint });
      addFunction(network, MYSQL_SINGLE_USER);
    });

    expect(synthesised.json.resource).not.toHaveProperty(INGRESS);
    expect(synthesised.json.resource).not.toHaveProperty('aws_vpc_security_group_egress_rule');
  });

  test('can name the function’s group', () => {
    const groups: string[][] = [];
    synthesise((stack) =>
      [undefined, [OTHER_GROUP]].forEach((functionSecurityGroupIds, index) => {
        const network = RotationNetwork.vpc(stack, `N${index}`, {
          ...PROPS,
          ...none,
          functionSecurityGroupIds,
        });
        const props = { application: MYSQL_SINGLE_USER, network };
        const { securityGroupIds } = new RotationFunction(stack, `F${index}`, props);
        groups.push(securityGroupIds.map((id) => expressionOf(stack, id)));
      }),
    );

    expect(groups).toEqual([
      [expect.stringMatching(/^\$\{aws_security_group\.F0_Network_SecurityGroup_\w+\.id\}$/)],
      [OTHER_GROUP],
    ]);
  });
});
