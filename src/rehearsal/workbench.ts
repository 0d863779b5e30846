import { RotationConfig, StackConfig } from '../config';
import { Execution } from './execution';
import { Circumstances, KnownStack, landscapeOf, parametersOf, withoutLookUps } from './landscape';
import { defaultConfiguration, Project } from './project';
import { Inventory, Ledger, StandIn } from './stand-in';

/** A configuration on a stand-in of AWS that has what the configuration names. */
export class Workbench {
  /** Makes what a configuration names on a stand-in: on a fresh one, unless there is one that runs already. */
  public static async open(
    given: RotationConfig = defaultConfiguration(),
    circumstances?: Circumstances,
    endpoint?: string,
  ): Promise<Workbench> {
    const standIn = await (endpoint === undefined ? StandIn.start() : StandIn.at(endpoint));
    try {
      const stacks: Record<string, StackConfig> = {};
      const known: Record<string, KnownStack> = {};
      for (const [name, stack] of Object.entries(given.stacks)) {
        const ids = await standIn.prepare(landscapeOf(stack, { config: given, ...circumstances }));
        await standIn.hold(stack.region, withIds(parametersOf(stack), ids));
        stacks[name] = withIds(stack, ids);
        known[name] = withIds(withoutLookUps(stack), ids);
      }
      return new Workbench(standIn, { ...given, stacks }, known);
    } catch (error) {
      await standIn.stop();
      throw error;
    }
  }

  public readonly project: Project;

  private constructor(
    public readonly standIn: StandIn,
    /** The configuration with the ids that exist in the stand-in. */
    public readonly config: RotationConfig,
    /** Its stacks, with what Terraform looks up in them. */
    public readonly knownStacks: Readonly<Record<string, KnownStack>>,
  ) {
    this.project = new Project(standIn.environment);
    this.project.configure(config);
  }

  public get stacks(): string[] {
    return Object.keys(this.config.stacks);
  }

  /** The configuration's only stack, or its first. */
  public get stack(): string {
    return this.stacks[0];
  }

  public get region(): string {
    return this.config.stacks[this.stack].region;
  }

  /** Changes the configuration, and synthesises it again. */
  public async change(edit: (stack: any) => void): Promise<void> {
    const config: RotationConfig = structuredClone(this.config);
    edit(config.stacks[this.stack]);
    this.project.configure(config);
    await this.project.synth();
  }

  /** From the configuration to resources, for the first time. */
  public async deploy(stack = this.stack): Promise<void> {
    await this.project.synth();
    await this.project.init(stack);
    await this.project.apply(stack);
  }

  public ledger(): Promise<Ledger> {
    return this.standIn.ledger();
  }

  public inventory(region = this.region): Promise<Inventory> {
    return this.standIn.inventory(region);
  }

  /** Ends all that was started, at once, and leaves nothing. */
  public async close(): Promise<void> {
    await Execution.killAll();
    await this.standIn.stop();
    this.project.remove();
  }
}

/** Runs each test of a file on a workbench of its own. */
export function onWorkbench(config?: RotationConfig, circumstances?: Circumstances): () => Workbench {
  let workbench: Workbench | undefined;
  beforeEach(async () => {
    workbench = await Workbench.open(config, circumstances);
  });
  afterEach(() => workbench?.close());
  return () => workbench!;
}

/** A part of the configuration with the ids that exist instead of the given ones. */
function withIds<T>(part: T, ids: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(part, (_, value) =>
    typeof value === 'string' ? (ids[value] ?? value) : value,
  );
  return JSON.parse(text);
}
