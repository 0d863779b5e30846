import { TerraformMetaArguments, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface TerraformDataProps extends TerraformMetaArguments {
  /**
   * The value that is kept.
   *
   * @default - none
   */
  readonly input?: unknown;

  /**
   * The value at whose change the resource is replaced.
   *
   * @default - none
   */
  readonly triggersReplace?: string;

  /**
   * The id under which Terraform imports the resource, so that it is in the state before anything is made.
   *
   * @default - the resource is created, and gets an id
   */
  readonly importId?: string;
}

/**
 * Terraform's own resource that keeps a value in the state. CDKTF's class for it asks the installed Terraform for its
 * version, and synthesis needs no Terraform.
 */
export class TerraformData extends TerraformResource {
  private readonly props: TerraformDataProps;

  public constructor(scope: Construct, id: string, props: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      terraformGeneratorMetadata: { providerName: 'terraform' },
      ...props,
    });
    this.props = props;
  }

  /** What an expression calls the resource. */
  public get address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  public override toTerraform(): any {
    const { importId: id } = this.props;
    return { ...super.toTerraform(), import: id === undefined ? undefined : [{ to: this.address, id }] };
  }

  public override toHclTerraform(): any {
    const { importId } = this.props;
    const to = { value: this.address, type: 'simple', storageClassType: 'reference' };
    const id = { value: importId, type: 'simple', storageClassType: 'string' };
    return { ...super.toHclTerraform(), import: importId === undefined ? undefined : [{ to, id }] };
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { input, triggersReplace } = this.props;
    return { input, triggers_replace: triggersReplace };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    const text = { isBlock: false, type: 'simple', storageClassType: 'string' };
    const attributes = Object.entries(this.synthesizeAttributes()).filter(([, value]) => value !== undefined);
    return Object.fromEntries(attributes.map(([name, value]) => [name, { value, ...text }]));
  }
}
