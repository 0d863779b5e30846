import { App, AppConfig, TerraformStack } from 'cdktf';
import { loadNamedConfig } from '../config';
import { ConfigFinding } from '../config/config-finding';
import { fail } from '../problem';
import { addStacks } from './add-stacks';
import { movedStacks } from './moved-stacks';
import { configurationInvalid, noSuchStack } from './problems';
import { withoutTracesOfTokens } from './token-traces';

/** Which configuration file an app is made of, and the settings of any app of CDKTF. */
export interface RotationAppProps extends AppConfig {
  /**
   * The configuration file, YAML or JSON; or a folder or a pattern of names, whose files are one configuration.
   *
   * @default - the one that the environment variable ROTATION_CONFIG names, or else the key `context.rotationConfig` of
   * cdktf.json, or else rotation.yaml
   */
  readonly configFile?: string;
}

/**
 * An app of CDKTF that has a stack for each one under `stacks` in a configuration file: what `secret-rotation synth` makes.
 *
 * It throws a `SecretRotationError` with all findings where the file has an error, before anything is written. Further stacks
 * are added to it as to any app; nothing is written until `synth()` is called.
 */
export class RotationApp extends App {
  /** The name of the configuration file. */
  public readonly configFile: string;

  /**
   * What was found in the configuration file: warnings, as errors throw. Among them is what was deployed from this folder before
   * and has moved to another stack or region.
   */
  public readonly findings: ConfigFinding[];

  public constructor(props: RotationAppProps = {}) {
    const { configFile, ...settings } = props;
    const { file, config, findings } = loadNamedConfig(process.env, configFile);
    if (!config) throw configurationInvalid(file, findings);
    super(settings);
    this.configFile = file;
    this.findings = [...findings, ...movedStacks(config, process.cwd(), this.outdir)];
    addStacks(this, config);
  }

  /**
   * The stack of an entry under `stacks`, for what is to be added to it.
   *
   * @param name the entry's key
   */
  public rotationStack(name: string): TerraformStack {
    const names = this.node.children.filter((child) => TerraformStack.isStack(child));
    const found = names.find(({ node }) => node.id === name);
    if (found === undefined)
      fail(
        this.configFile,
        noSuchStack(
          name,
          names.map(({ node }) => node.id),
        ),
      );
    return found as TerraformStack;
  }

  /** Writes the Terraform of all stacks into the output folder, `cdktf.out` by default. */
  public override synth(): void {
    withoutTracesOfTokens(() => super.synth());
  }
}
