import { ConfigFinding } from './config-finding';
import { loadNamedConfig } from './load';
import { formatFindings } from './report';

/** A configuration file, version 1, read and checked. */
export class RotationConfigFile {
  /**
   * Reads and checks a configuration file. It never throws for what the file holds, nor for a file that cannot be read: that
   * is a finding.
   *
   * @param file a file, a folder, or a pattern of names such as `fleet/*.yaml`; by default the one that the environment variable ROTATION_CONFIG names, or else the key
   * `context.rotationConfig` of cdktf.json, or else rotation.yaml
   */
  public static load(file?: string): RotationConfigFile {
    const loaded = loadNamedConfig(process.env, file);
    return new RotationConfigFile(
      loaded.file,
      [...loaded.findings],
      Object.keys(loaded.config?.stacks ?? {}),
    );
  }

  private constructor(
    /** The file's name, as it was given or found. */
    public readonly file: string,

    /** All that was found, in the order of the file. */
    public readonly findings: ConfigFinding[],

    /** The names of the stacks; none where there is an error. */
    public readonly stackNames: string[],
  ) {}

  /** Whether no error was found; there may be warnings. */
  public get isValid(): boolean {
    return this.findings.every(({ severity }) => severity !== 'error');
  }

  /** The findings as people read them, one paragraph each, and a line that counts them. */
  public toText(): string {
    return formatFindings(this.file, this.findings);
  }
}
