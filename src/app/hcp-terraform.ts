import { DataTerraformRemoteState, getHostNameType, TerraformBackend, TerraformRemoteState } from 'cdktf';
import { Construct } from 'constructs';

export interface HcpTerraformProps {
  /** The organization that the workspace belongs to. */
  readonly organization: string;

  /** The workspace's name. */
  readonly workspace: string;

  /**
   * The host name of Terraform Enterprise.
   *
   * @default - HCP Terraform
   */
  readonly hostname?: string;
}

/**
 * A stack's state in HCP Terraform or Terraform Enterprise. CDKTF's own class for it asks the installed Terraform for its
 * version, and fails where there is none, while synthesis needs no Terraform.
 */
export class HcpTerraform extends TerraformBackend {
  private readonly props: HcpTerraformProps;

  public constructor(scope: Construct, id: string, props: HcpTerraformProps) {
    super(scope, id, 'cloud');
    this.props = props;
  }

  public override toTerraform(): object {
    return { terraform: { cloud: this.settings } };
  }

  public override toMetadata(): object {
    return { ...super.toMetadata(), cloud: getHostNameType(this.props.hostname) };
  }

  public getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new DataTerraformRemoteState(scope, name, this.settings);
  }

  private get settings(): { organization: string; hostname?: string; workspaces: { name: string } } {
    const { organization, workspace, hostname } = this.props;
    return { organization, hostname, workspaces: { name: workspace } };
  }
}
