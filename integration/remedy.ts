import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../src/rehearsal/project';
import { Workbench } from '../src/rehearsal/workbench';

/** What the documents leave open in their commands. */
export interface Blanks {
  readonly 'FUNCTION-NAME'?: string;
  readonly ADDRESS?: string;
  readonly 'vpce-ID'?: string;
  readonly 'sgr-ID'?: string;
  readonly SECRET?: string;
  readonly 'VERSION-ID'?: string;
}

const COMMANDS = /^```sh\n([^]*?)^```/gm;

/** `npx cdktf deploy STACK`, as far as it is Terraform's work. The configuration is synthesised already. */
const NPX = `npx() {
  (cd "cdktf.out/stacks/$3" && terraform init -input=false && terraform "\${2/deploy/apply}" -auto-approve -input=false)
}`;

/**
 * Runs the commands that `docs/troubleshooting.md` has for a message in the folder of the stack, as they stand there.
 *
 * @param message words with which an entry starts
 * @param command a word of the commands, of which an entry may have several
 */
export async function remedy(
  bench: Workbench,
  message: string,
  command: string,
  blanks: Blanks,
): Promise<void> {
  const commands = commandsFor('troubleshooting.md', message).find((text) => text.includes(command));
  if (commands === undefined) throw new Error(`no ${command} is documented for ${message}`);
  await runScript(bench, filledIn(commands, blanks), join('cdktf.out', 'stacks', 'production'));
}

/** Follows what `docs/renaming.md` says of a renaming or a move, from the folder of the configuration. */
export async function follow(bench: Workbench, subject: string, blanks: Blanks = {}): Promise<void> {
  const [commands] = commandsFor('renaming.md', subject);
  await runScript(bench, filledIn(commands, blanks));
}

/** Runs commands in a folder of the project. */
async function runScript({ project, region }: Workbench, script: string, folder = ''): Promise<void> {
  const lines = [`export AWS_DEFAULT_REGION=${region}`, NPX, script];
  await project.run('bash', ['-euc', lines.join('\n')], join(project.folder, folder)).succeed();
}

function filledIn(commands: string, blanks: Blanks): string {
  return Object.entries(blanks).reduce((text, [blank, value]) => text.split(blank).join(value), commands);
}

function commandsFor(page: string, subject: string): string[] {
  const entries = readFileSync(join(ROOT, 'docs', page), 'utf8').split(/^(?=\*\*|#)/m);
  const entry = entries.find((one) => one.startsWith('**') && headOf(one).includes(subject));
  if (entry === undefined) throw new Error(`docs/${page} has no entry about ${subject}`);
  return [...entry.matchAll(COMMANDS)].map(([, commands]) => commands);
}

/** What an entry is about. */
function headOf(entry: string): string {
  return entry.slice(0, entry.indexOf('**', 2));
}
