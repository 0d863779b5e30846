import { Checkout } from '../checkout';
import { Fleet, writeConfiguration } from '../fleet';
import { Contestant, Invocation } from './contestant';
import { terraformOutput } from './terraform-output';

type Format = 'yaml' | 'json';

/** The app of one revision of this package, made of a configuration file. */
export class RotationAppContestant implements Contestant {
  public readonly output = terraformOutput;
  private checkout?: Checkout;
  private folder = '';

  public constructor(
    public readonly id: string,
    public readonly name: string,
    private readonly format: Format,
    private readonly provide: () => Checkout,
  ) {}

  public prepare(folder: string): void {
    this.folder = folder;
    this.checkout = this.provide();
  }

  public command(fleet: Fleet, outdir: string): Invocation {
    const { [this.format]: file } = writeConfiguration(fleet, this.folder);
    return { args: [this.checkout!.program], env: { CDKTF_OUTDIR: outdir, ROTATION_CONFIG: file } };
  }
}
