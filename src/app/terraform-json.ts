/** A block of Terraform's JSON: its arguments, and what CDKTF writes down of it. */
export type Block = Readonly<Record<string, any>>;

/** Blocks by type, then by name. */
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A resource and the address that Terraform knows it by, without the key of an instance. */
export interface Resource {
  readonly type: string;
  readonly address: string;
  readonly block: Block;
}

const FUNCTION_OF_APPLICATION = 'aws_serverlessapplicationrepository_cloudformation_stack';

const OWN_FUNCTION = 'aws_lambda_function';

/** What is followed on the way to a function: a local value, a look-up, or what makes the function. */
const REFERENCE = /\b(local|data\.aws_lambda_function|aws_[a-z_]+)\.([\w-]+)/;

/** A stack in Terraform's JSON. */
export class TerraformJson {
  public readonly resources: readonly Resource[];

  private readonly json: any;

  public constructor(json: any) {
    this.json = json;
    this.resources = Object.entries((json.resource ?? {}) as Blocks).flatMap(([type, all]) =>
      Object.entries(all).map(([name, block]) => ({ type, address: `${type}.${name}`, block })),
    );
  }

  /** What tells the command line of AWS where the stack is. */
  public get place(): string {
    const [{ region, profile }] = this.json.provider.aws;
    return `--region ${region}${profile === undefined ? '' : ` --profile ${profile}`}`;
  }

  /** The resource that an expression ends at, through local values and the look-up of a function. */
  public resourceIn(expression: unknown): Resource | undefined {
    const [, kind, name] = REFERENCE.exec(String(expression)) ?? [];
    if (kind === 'local') return this.resourceIn(this.json.locals?.[name]);
    if (kind === 'data.aws_lambda_function')
      return this.resourceIn(this.json.data.aws_lambda_function[name].function_name);
    return this.resources.find(({ address }) => address === `${kind}.${name}`);
  }

  /** The name of the function that an expression leads to, or the role of one, or that it is itself. */
  public functionNameIn(expression: unknown): string | undefined {
    const found = this.resourceIn(expression);
    if (found === undefined) return nameIn(this.lookedUp(String(expression)));
    if (found.type === FUNCTION_OF_APPLICATION) return found.block.parameters.functionName;
    const [own] = found.type === OWN_FUNCTION ? [found] : this.usersOf(found, [OWN_FUNCTION]);
    return own?.block.function_name;
  }

  /** The resources of some types that refer to another one. */
  public usersOf({ address }: Resource, types: readonly string[]): Resource[] {
    const reference = new RegExp(`\\b${address.replace(/\./g, '\\.')}(?![\\w-])`);
    return this.resources.filter(
      ({ type, block }) => types.includes(type) && reference.test(JSON.stringify(block)),
    );
  }

  /** What a function that exists is looked up by. */
  private lookedUp(expression: string): string {
    const [, , name] = REFERENCE.exec(expression) ?? [];
    const lookUp = name === undefined ? undefined : this.json.data?.aws_lambda_function?.[name];
    return lookUp === undefined ? expression : String(lookUp.function_name);
  }
}

/** A name, or that in an ARN; nothing where it is neither. */
function nameIn(text: string): string | undefined {
  return text.includes('${') ? undefined : (text.split(':')[6] ?? text);
}
