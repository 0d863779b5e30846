import { symlinkSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../installed-package';
import { compile } from '../compile';
import { Fleet } from '../fleet';
import { Contestant, Invocation } from './contestant';
import { terraformOutput } from './terraform-output';

/** CDKTF without this package. */
export class HandWritten implements Contestant {
  public readonly id = 'hand-written';
  public readonly name = 'hand-written CDKTF, a function each';
  public readonly output = terraformOutput;
  private program = '';

  public prepare(folder: string): void {
    this.program = join(folder, 'hand-written.js');
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    compile(join(ROOT, 'bench', 'programs', 'hand-written.ts'), this.program);
  }

  public command({ secrets, stacks }: Fleet, outdir: string): Invocation {
    return { args: [this.program, `${secrets}`, `${stacks}`], env: { CDKTF_OUTDIR: outdir } };
  }
}
