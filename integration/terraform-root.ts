import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { findApplication } from '../src/catalogue/find-application';
import { MasterManager, ModuleDesign } from '../src/module/design';
import { moduleFiles } from '../src/module/module-files';
import { Execution, Outcome } from '../src/rehearsal/execution';
import { Project } from '../src/rehearsal/project';

const QUIET = ['-input=false', '-no-color'];

/** A folder of plain Terraform, with the settings of a project. */
export class TerraformRoot {
  public readonly folder: string;

  public constructor(
    private readonly project: Project,
    name = 'root',
  ) {
    this.folder = join(project.folder, name);
    mkdirSync(this.folder, { recursive: true });
  }

  public write(files: Readonly<Record<string, string>>): this {
    Object.entries(files).forEach(([file, text]) => {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), text);
    });
    return this;
  }

  /** Writes a module into a folder of this one. */
  public writeModule(name: string, design: ModuleDesign, format: 'hcl' | 'json' = 'hcl'): this {
    const files = moduleFiles(design, format, `./${name}`);
    return this.write(
      Object.fromEntries(Object.entries(files).map(([file, text]) => [join(name, file), text])),
    );
  }

  public terraform(...args: string[]): Promise<string> {
    return this.start(...args).succeed();
  }

  public outcome(...args: string[]): Promise<Outcome> {
    return this.start(...args).outcome;
  }

  public init(): Promise<string> {
    return this.terraform('init', ...QUIET);
  }

  public apply(...args: string[]): Promise<string> {
    return this.terraform('apply', '-auto-approve', ...QUIET, ...args);
  }

  public plan(...args: string[]): Promise<string> {
    return this.terraform('plan', ...QUIET, ...args);
  }

  public destroy(): Promise<string> {
    return this.terraform('destroy', '-auto-approve', ...QUIET);
  }

  private start(...args: string[]): Execution {
    return this.project.run('terraform', args, this.folder);
  }
}

export function designOf(engine: string, strategy: string, masterManager?: MasterManager): ModuleDesign {
  return { application: findApplication(engine, strategy)!, masterManager };
}
