import { writeFileSync } from 'fs';
import { join } from 'path';
import { Execution } from './execution';
import { ScratchFolder } from './scratch-folder';
import { diagnosticsOf, plainText } from './terminal';

/** Where Terraform puts what it installs, in the layout of a mirror. */
const INSTALLED = join('.terraform', 'providers');

/** The AWS provider in a folder of its own, from wherever the user's Terraform takes providers. */
export class InstalledProvider {
  private readonly scratch = new ScratchFolder('secret-rotation-provider-');

  /** A mirror that holds the provider once it is installed. */
  public readonly mirror = join(this.scratch.path, INSTALLED);

  /** Fails in plain words where Terraform cannot get the release. */
  public async install(version: string): Promise<void> {
    const aws = { source: 'hashicorp/aws', version };
    writeFileSync(
      join(this.scratch.path, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: { aws } } }),
    );
    const init = new Execution('terraform', ['init', '-input=false', '-no-color'], {
      cwd: this.scratch.path,
      env: {
        ...process.env,
        TF_DATA_DIR: undefined,
        TF_CLI_ARGS: undefined,
        CHECKPOINT_DISABLE: '1',
        ...this.scratch.environment,
      },
    });
    const { status, output } = await init.outcome;
    if (status !== 0) throw new Error(providerMissing(version, plainText(output)));
  }

  public remove(): void {
    this.scratch.remove();
  }
}

function providerMissing(version: string, output: string): string {
  return [
    `Terraform cannot get release ${version} of the AWS provider:`,
    diagnosticsOf(output).trim(),
    'Let Terraform reach a registry of providers, or name in TF_PLUGIN_DIR a folder that "terraform providers mirror" has filled.',
  ].join('\n');
}
