import { FRAMEWORK } from '../framework';
import { RotationConfig } from '../config';
import { Audience } from './audience';
import { Execution } from './execution';
import { Prerequisite } from './prerequisite';
import { prerequisitesOf } from './prerequisites';
import { progressOf } from './progress';
import { BINDINGS_VERSION } from '../app/bindings';
import { InstalledProvider } from './provider';
import { formatSecret } from './report';
import { Workbench } from './workbench';

const EMPTY_PLAN = 'No changes.';

/** A configuration deployed to a stand-in of AWS, judged, and destroyed again. */
export class Rehearsal {
  private readonly config: RotationConfig;
  private provider?: InstalledProvider;
  private workbench?: Promise<Workbench>;
  private abandoned = false;

  /**
   * @param endpoint where a stand-in runs already; otherwise one is started
   */
  public constructor(
    config: RotationConfig,
    private readonly audience: Audience,
    private readonly endpoint?: string,
  ) {
    this.config = withoutFips(config);
  }

  /** Whether everything that the rotations need was in place, and nothing is left to change. */
  public async run(): Promise<boolean> {
    try {
      await this.provide();
      this.audience.begins(
        `${this.endpoint === undefined ? 'Starting a' : 'Using the'} stand-in of AWS, with the networks, databases and secrets that the configuration names`,
      );
      this.workbench = Workbench.open(this.config, undefined, this.endpoint);
      return await this.rehearse(await this.workbench);
    } catch (error) {
      if (this.abandoned) return false;
      throw error;
    } finally {
      await this.close();
    }
  }

  /** Ends everything at once, and leaves nothing. */
  public async abandon(): Promise<void> {
    this.abandoned = true;
    await this.close();
  }

  private async close(): Promise<void> {
    await Execution.killAll();
    const workbench = await this.workbench?.catch(() => undefined);
    await workbench?.close();
    this.provider?.remove();
  }

  /** Has Terraform install the AWS provider once, unless there is a mirror. */
  private async provide(): Promise<void> {
    if (process.env.TF_PLUGIN_DIR !== undefined) return;
    const [{ awsProviderVersion = BINDINGS_VERSION }] = Object.values(this.config.stacks);
    this.audience.begins(`Terraform gets release ${awsProviderVersion} of the AWS provider`);
    this.provider = new InstalledProvider();
    await this.provider.install(awsProviderVersion);
    process.env.TF_PLUGIN_DIR = this.provider.mirror;
  }

  private async rehearse(workbench: Workbench): Promise<boolean> {
    const before = await this.inventories(workbench);
    const earlier = (await workbench.ledger()).rotations.length;
    await this.perform(workbench, 'deploy');
    const inPlace = await this.judge(workbench, earlier);
    const settled = await this.planAgain(workbench);
    await this.perform(workbench, 'destroy');
    const clean = JSON.stringify(await this.inventories(workbench)) === JSON.stringify(before);
    this.audience.hears(
      clean ? 'Destroyed: only what was there before is left' : 'Destroyed, but something is left',
    );
    return inPlace && settled && clean;
  }

  private async perform(workbench: Workbench, command: 'deploy' | 'destroy'): Promise<void> {
    this.audience.begins(`\n${FRAMEWORK.command} ${command} ${workbench.stacks.join(' ')} --auto-approve`);
    const execution = workbench.project.cdktf(command, ...workbench.stacks, '--auto-approve');
    execution.onLine(progressOf((line) => this.audience.sees(`  ${line}`)));
    await execution.succeed();
  }

  /** Says for each secret what held when it was rotated. */
  private async judge(workbench: Workbench, earlier: number): Promise<boolean> {
    const rotations = (await workbench.ledger()).rotations.slice(earlier);
    let inPlace = true;
    for (const [name, stack] of Object.entries(workbench.knownStacks)) {
      const { secrets } = await workbench.inventory(stack.region);
      for (const entry of Object.values(stack.rotations)) {
        const rotation = rotations.find(
          ({ secret, arn, region }) => region === stack.region && [secret, arn].includes(entry.secret),
        );
        const prerequisites: Prerequisite[] = rotation
          ? prerequisitesOf(rotation, entry, stack, secrets)
          : [{ name: 'rotation', holds: false, found: 'the secret was not rotated' }];
        this.audience.hears(formatSecret(entry.secret, name, prerequisites));
        inPlace &&= prerequisites.every(({ holds }) => holds);
      }
    }
    return inPlace;
  }

  private async planAgain(workbench: Workbench): Promise<boolean> {
    let settled = true;
    this.audience.begins('\nPlanning a second time');
    for (const stack of workbench.stacks) {
      const plan = await workbench.project.plan(stack);
      const empty = plan.includes(EMPTY_PLAN);
      this.audience.hears(`A second plan of ${stack} is ${empty ? 'empty' : `not empty:\n${plan}`}`);
      settled &&= empty;
    }
    return settled;
  }

  private inventories(workbench: Workbench): Promise<unknown[]> {
    const regions = new Set(Object.values(workbench.config.stacks).map(({ region }) => region));
    return Promise.all([...regions].map((region) => workbench.inventory(region)));
  }
}

/** Terraform takes no other server for a FIPS endpoint of AWS, so that the usual endpoints are rehearsed. */
function withoutFips({ stacks, ...rest }: RotationConfig): RotationConfig {
  const usual = Object.entries(stacks).map(([name, stack]) => [name, { ...stack, fips: undefined }]);
  return { ...rest, stacks: Object.fromEntries(usual) };
}
