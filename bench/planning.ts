import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { NetworkConfig, RotationConfig } from '../src/config/model';
import { missingTools } from '../src/rehearsal/tools';
import { Workbench } from '../src/rehearsal/workbench';
import { HandWritten } from './contestants/hand-written';
import { terraformOutput } from './contestants/terraform-output';
import { configurationOf, Fleet } from './fleet';
import { measureNode, printedIn, timed, Usage, usageIn } from './measure';
import { Measurement } from './measurement';

const FLEET: Fleet = { secrets: 200, stacks: 1 };

const QUIET = ['-input=false', '-no-color'];

/** Why plans cannot be measured here. */
export function missingForPlans(): string[] {
  return missingTools(process.env);
}

/** A first plan of a fleet on the stand-in, of what this package makes and of a function for each secret. */
export class Planning {
  public static async open(handWritten: HandWritten): Promise<Planning> {
    return new Planning(await Workbench.open(configurationOf(FLEET)), handWritten);
  }

  private constructor(
    private readonly workbench: Workbench,
    private readonly handWritten: HandWritten,
  ) {}

  /** Synthesises both, and lets Terraform prepare itself. */
  public async measurements(): Promise<Measurement[]> {
    const { project, stack } = this.workbench;
    await project.synth();
    const ours = join(project.folder, 'cdktf.out');
    const byHand = join(project.folder, 'by-hand');
    this.writeByHand(byHand, providerVersionIn(join(ours, 'stacks', stack)));
    const places = [
      { program: 'this package', outdir: ours },
      { program: this.handWritten.name, outdir: byHand },
    ];
    for (const { outdir } of places) {
      await project.run('terraform', ['init', ...QUIET], join(outdir, 'stacks', stack)).succeed();
    }
    return places.map(({ program, outdir }, index) => ({
      task: `terraform plan of ${FLEET.secrets} secrets on the stand-in`,
      program,
      isReference: index === 0,
      fleet: FLEET,
      run: () => this.plan(join(outdir, 'stacks', stack)),
      output: () => terraformOutput(outdir),
    }));
  }

  public close(): Promise<void> {
    return this.workbench.close();
  }

  private async plan(folder: string): Promise<Usage> {
    const { outcome } = this.workbench.project.run(...timed(['terraform', 'plan', ...QUIET]), folder);
    const { status, output } = await outcome;
    if (status !== 0) throw new Error(`terraform plan failed:\n${printedIn(folder)}`);
    return usageIn(output);
  }

  /** The hand-written stack, with the ids that exist in the stand-in and the provider's release that is at hand. */
  private writeByHand(outdir: string, version: string): void {
    const { args, env } = this.handWritten.command(FLEET, outdir);
    measureNode({ args, env, cwd: this.workbench.project.folder });
    const file = join(outdir, 'stacks', this.workbench.stack, 'cdk.tf.json');
    const [given, existing] = [configurationOf(FLEET), this.workbench.config].map(idsIn);
    const text = given.reduce(
      (json, id, index) => json.split(id).join(existing[index]),
      readFileSync(file, 'utf8'),
    );
    const stack = JSON.parse(text);
    stack.terraform.required_providers.aws.version = version;
    writeFileSync(file, JSON.stringify(stack, null, 2));
  }
}

function providerVersionIn(folder: string): string {
  const { terraform } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  return terraform.required_providers.aws.version;
}

function idsIn({ stacks }: RotationConfig): string[] {
  const networks = Object.values(stacks).flatMap(({ networks = {} }): NetworkConfig[] =>
    Object.values(networks),
  );
  return networks.flatMap(({ vpcId, subnetIds = [], databaseSecurityGroupIds = [] }) => [
    vpcId!,
    ...subnetIds,
    ...databaseSecurityGroupIds,
  ]);
}
