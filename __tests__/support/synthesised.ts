import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing, TerraformStack } from 'cdktf';

type Block = Record<string, any>;

/** What keeps functions until every rotation has left them. */
const PROTECTION = 'RotationDeletionProtection';

/** A stack's Terraform JSON, validations run. */
export class Synthesised {
  public readonly json: Block;

  public constructor(stack: TerraformStack) {
    this.json = JSON.parse(Testing.synth(stack, true));
  }

  public resources(type: string): Block[] {
    return Object.values(this.json.resource?.[type] ?? {});
  }

  public data(type: string): Block[] {
    return Object.values(this.json.data?.[type] ?? {});
  }

  /** By what data sources find what has to be there first. */
  public lookUpKeys(): Block[] {
    const kept = Object.entries<Block>(this.json.resource?.terraform_data ?? {});
    return kept.filter(([name]) => !name.startsWith(PROTECTION)).map(([, block]) => block);
  }

  /** The one resource of a type. */
  public resource(type: string): Block {
    return only(type, this.resources(type));
  }

  /** The one data source of a type. */
  public dataSource(type: string): Block {
    return only(type, this.data(type));
  }

  /** The addresses of a type's resources, as other resources name them. */
  public addresses(type: string): string[] {
    return Object.keys(this.json.resource?.[type] ?? {}).map((name) => `${type}.${name}`);
  }
}

/** A stack in a region, with whatever is built in it. */
export function synthesise(
  build: (stack: TerraformStack) => void,
  region: string | null = 'us-east-1',
): Synthesised {
  return new Synthesised(newStack(build, region));
}

export function newStack(
  build: (stack: TerraformStack) => void,
  region: string | null = 'us-east-1',
): TerraformStack {
  const stack = new TerraformStack(Testing.app({ fakeCdktfJsonPath: true, stubVersion: true }), 'test');
  new AwsProvider(stack, 'Aws', { region: region ?? undefined });
  build(stack);
  return stack;
}

function only(type: string, found: Block[]): Block {
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0];
}
