import { InstalledPackage } from '../installed-package';
import { Fleet, writeConfiguration } from '../fleet';
import { Contestant, Invocation } from './contestant';
import { terraformOutput } from './terraform-output';

type Format = 'yaml' | 'json';

/** One revision of this package, and a configuration file. */
export class RotationAppContestant implements Contestant {
  public readonly output = terraformOutput;
  private installed?: InstalledPackage;
  private folder = '';

  public constructor(
    public readonly id: string,
    public readonly name: string,
    private readonly format: Format,
    private readonly provide: () => InstalledPackage,
  ) {}

  public prepare(folder: string): void {
    this.folder = folder;
    this.installed = this.provide();
  }

  public command(fleet: Fleet, outdir: string): Invocation {
    const { [this.format]: file } = writeConfiguration(fleet, this.folder);
    return { args: this.installed!.program, env: { CDKTF_OUTDIR: outdir, ROTATION_CONFIG: file } };
  }
}
