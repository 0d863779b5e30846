import { Testing, TerraformStack } from 'cdktf';
import { HcpTerraform } from '../../src/app/hcp-terraform';

const PROPS = { organization: 'acme', workspace: 'rotation' };

describe('the state in HCP Terraform', () => {
  test.each([
    [undefined, 'tfc'],
    ['app.terraform.io', 'tfc'],
    ['terraform.example.com', 'tfe'],
  ])('is told to the command line of CDKTF, at %s as %s', (hostname, cloud) => {
    const stack = new TerraformStack(Testing.app(), 'production');
    new HcpTerraform(stack, 'Backend', { ...PROPS, hostname });

    const { '//': about, terraform } = stack.toTerraform();
    expect(about.metadata).toMatchObject({ backend: 'cloud', cloud });
    expect(terraform.cloud).toEqual({ organization: 'acme', hostname, workspaces: { name: 'rotation' } });
  });

  test('can be read by another stack', () => {
    const stack = new TerraformStack(Testing.app(), 'production');
    const backend = new HcpTerraform(stack, 'Backend', PROPS);
    const other = new TerraformStack(Testing.app(), 'other');

    backend.getRemoteStateDataSource(other, 'Production');

    expect(other.toTerraform().data.terraform_remote_state.Production).toEqual({
      backend: 'remote',
      config: { organization: 'acme', workspaces: { name: 'rotation' } },
    });
  });
});
