import { findApplication } from '../src/catalogue/find-application';
import { ModuleDesign, titleOf } from '../src/module/design';
import { renderFile } from '../src/module/hcl/block';
import { license, moduleFiles } from '../src/module/module-files';
import { table } from '../src/module/readme';
import { usageBlock } from '../src/module/usage';
import { PROVIDER_VERSION, TERRAFORM_VERSION, versionBlocks } from '../src/module/versions';

/** The modules that are published: those of the guide. */
const DESIGNS: readonly ModuleDesign[] = ['mysql', 'postgres'].flatMap((engine): ModuleDesign[] => [
  { application: findApplication(engine, 'single-user')! },
  { application: findApplication(engine, 'multi-user')! },
  { application: findApplication(engine, 'multi-user')!, masterManager: 'rds' },
]);

/** Whom the registry knows the modules by. */
const SOURCE = 'cdktf-secret-rotation/secret-rotation/aws';

/** The files of all published modules: one package of the registry, with a submodule for each. */
export function registryFiles(): Readonly<Record<string, string>> {
  return {
    'README.md': readme(),
    'main.tf': `# Nothing is made here: each module in modules/ stands by itself.\n`,
    'versions.tf': renderFile(versionBlocks()),
    LICENSE: license(),
    ...Object.assign({}, ...DESIGNS.map(submodule)),
  };
}

function submodule(design: ModuleDesign): Readonly<Record<string, string>> {
  const folder = `modules/${titleOf(design)}`;
  const files = Object.entries(moduleFiles(design, 'hcl', `${SOURCE}//${folder}`));
  return Object.fromEntries(files.map(([file, text]) => [`${folder}/${file}`, text]));
}

function readme(): string {
  const [, multiUser] = DESIGNS;
  return [
    '# Rotation of database secrets in AWS Secrets Manager',
    "Rotates the passwords of database users with the functions that AWS publishes. Each module makes the function, lets Secrets Manager invoke it, puts it into the database's VPC, opens its way to the database and to a private endpoint, lets it read the master secret where it needs one, and turns rotation on last.",
    '## Usage',
    `\`\`\`hcl\n${renderFile([usageBlock(multiUser, `${SOURCE}//modules/${titleOf(multiUser)}`)])}\`\`\``,
    '## Requirements',
    table(
      ['Name', 'Version'],
      [
        ['terraform', TERRAFORM_VERSION],
        ['aws', PROVIDER_VERSION],
      ],
    ),
    '## Modules',
    table(
      ['Module', 'Application', 'Master secret'],
      DESIGNS.map((design) => [
        `[${titleOf(design)}](modules/${titleOf(design)})`,
        `\`${design.application.name}\``,
        masterOf(design),
      ]),
    ),
    '## License',
    'Apache-2.0',
  ]
    .join('\n\n')
    .concat('\n');
}

function masterOf({ application, masterManager }: ModuleDesign): string {
  if (masterManager !== undefined) return 'the one that RDS manages';
  return application.requiresMasterSecret ? 'one of your own' : 'none';
}
