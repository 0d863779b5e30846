import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { synthesiseOnlyIf } from './conditional-resource';
import { expressionOf, isToken } from './tokens';

export interface DataSourceKeyProps {
  /** By what the data source finds what it looks for. */
  readonly value: string;
}

/** What is known of a value before anything is made: a variable, or what another data source has found. */
const KNOWN = /\b(data\.\w+|var)\.[\w-]+(\.[\w*-]+|\[[^\]]*\])*/g;

/** A text that is no key of a resource. */
const TEXT = /(?<!\[)"(\\.|[^"\\])*"/g;

/** A reference to something else. */
const REFERENCE = /(?<![\w-])[A-Za-z_][\w-]*\./;

/** A resource of AWS of which an attribute is named, also one of several. */
const RESOURCE = /\baws_\w+\.[\w-]+(\[(\d+|"[^"]*")\])?(?=\.\w)/g;

/**
 * By what a data source finds what may be made by the same apply.
 *
 * It is a `terraform_data` whose output is known once what it depends on is there, and from then on: a data source that
 * depends on a resource itself is read anew at each change of that resource, and until then nobody knows what it finds, so
 * that Terraform replaces whatever is made with it.
 */
export class DataSourceKey extends TerraformResource {
  /** The value, where the data source waits as where it does not. */
  public readonly value: string;

  private readonly input: string;

  public constructor(scope: Construct, id: string, props: DataSourceKeyProps) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
    this.input = props.value;
    synthesiseOnlyIf(this, () => this.isNeeded);
    this.value = Lazy.stringValue({
      produce: () => (this.isNeeded ? this.getStringAttribute('output') : this.input),
    });
  }

  /** Whether there is something to wait for. Otherwise nothing is made. */
  private get isNeeded(): boolean {
    return (this.dependsOn ?? []).length > 0 || this.isMadeHere;
  }

  protected override synthesizeAttributes(): Record<string, any> {
    return { input: this.input, triggers_replace: this.madeWith };
  }

  protected override synthesizeHclAttributes(): Record<string, any> {
    const simple = { isBlock: false, type: 'simple' };
    return {
      input: { ...simple, value: this.input, storageClassType: 'string' },
      triggers_replace: this.madeWith && { ...simple, value: this.madeWith, storageClassType: 'stringList' },
    };
  }

  private get isMadeHere(): boolean {
    return isToken(this.input) && REFERENCE.test(this.withoutKnown);
  }

  /** The ids of the resources in it: one that is replaced may keep its name. */
  private get madeWith(): string[] | undefined {
    const addresses = isToken(this.input) ? this.withoutKnown.match(RESOURCE) : null;
    return addresses?.map((address) => `\${${address}.id}`);
  }

  private get withoutKnown(): string {
    return expressionOf(this, this.input).replace(TEXT, '').replace(KNOWN, '');
  }
}
