import { randomUUID } from 'crypto';
import { basename } from 'path';
import { FRAMEWORK } from '../../framework';

/** The files of a project, by their paths in it. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** All files of a project but package.json. */
export function projectFiles(folder: string, configuration: string, isTypeScript: boolean): ProjectFiles {
  return {
    'rotation.yaml': configuration,
    'cdktf.json': cdktfJson(isTypeScript ? 'node --import tsx main.ts' : 'secret-rotation synth'),
    '.gitignore': GITIGNORE,
    help: HELP,
    'README.md': readme(basename(folder)),
    ...(isTypeScript
      ? { 'main.ts': MAIN, 'tsconfig.json': TSCONFIG, '__tests__/rotation.test.ts': test(TYPESCRIPT_IMPORTS) }
      : { '__tests__/rotation.test.js': test(JAVASCRIPT_IMPORTS) }),
  };
}

function cdktfJson(app: string): string {
  const settings = {
    language: 'typescript',
    app,
    projectId: randomUUID(),
    sendCrashReports: 'false',
    terraformProviders: [],
    terraformModules: [],
    context: { rotationConfig: 'rotation.yaml' },
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

const GITIGNORE = `node_modules/
cdktf.out/
terraform.*.tfstate*
.terraform/
`;

const HELP = `Settings:
  rotation.yaml      what is rotated, how and when

Before you deploy:
  npm run validate   find what is wrong with rotation.yaml, and show what it would make
  npm run synth      turn it into Terraform in cdktf.out/
  npm run rehearse   deploy it to a stand-in of AWS on this machine, and destroy it again
  npm test           run the tests

Deploy:
  npm run diff       show what Terraform would change
  npm run deploy     create or change the rotation in AWS
  npm run destroy    turn the rotation off and remove what it needed
`;

const MAIN = `import { RotationApp } from '${FRAMEWORK.ownPackage}';

// A stack for each one under "stacks" in rotation.yaml.
const app = new RotationApp();

// Add what you like to them, for example an output:
// new TerraformOutput(app.rotationStack('production'), 'Region', { value: 'us-east-1' });

app.synth();
`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "CommonJS",
    "moduleResolution": "Node10",
    "types": ["node", "jest"],
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true
  },
  "include": ["main.ts", "__tests__"]
}
`;

const JAVASCRIPT_IMPORTS = `const { Testing } = require('${FRAMEWORK.library}');
const { RotationApp, RotationConfigFile } = require('${FRAMEWORK.ownPackage}');
`;

const TYPESCRIPT_IMPORTS = `import { Testing } from '${FRAMEWORK.library}';
import { RotationApp, RotationConfigFile } from '${FRAMEWORK.ownPackage}';
`;

function test(imports: string): string {
  return `${imports}
const file = RotationConfigFile.load('rotation.yaml');

test('rotation.yaml has no findings', () => {
  expect(file.findings).toEqual([]);
});

test.each(file.stackNames)('stack %s rotates its secrets once everything that they need is there', (name) => {
  const app = new RotationApp({ configFile: 'rotation.yaml' });
  const { resource } = JSON.parse(Testing.synth(app.rotationStack(name), true));
  const rotations = Object.values(resource.aws_secretsmanager_secret_rotation);

  expect(rotations).not.toEqual([]);
  for (const rotation of rotations) {
    expect(rotation).toMatchObject({
      depends_on: expect.arrayContaining([expect.stringMatching(/^aws_lambda_permission\\./)]),
    });
  }
});
`;
}

function readme(name: string): string {
  return `# ${name}

Rotates the passwords of databases with AWS Secrets Manager. [rotation.yaml](rotation.yaml) says which, how and when; each placeholder
in it has to be replaced. [help](help) lists the commands.

\`\`\`sh
npm install && npm run synth
\`\`\`

All settings: https://github.com/cdktf-secret-rotation/cdktf-secret-rotation/blob/main/docs/configuration.md
`;
}
