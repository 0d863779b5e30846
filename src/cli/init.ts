import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import { isatty } from 'tty';
import { formatFindings, parseConfig } from '../config';
import { Command, OptionValues } from './command';
import { ConfigInvalid } from './config-invalid';
import { ExitStatus } from './exit-status';
import { ANSWER_OPTIONS, answersOf, hasAnswers } from './init/answers';
import { configurationText } from './init/configuration';
import { mergedManifest, newManifest } from './init/manifest';
import { projectFiles } from './init/project-files';
import { writeMissing } from './init/write-files';
import { configurationExists, manifestUnreadable } from './problems';
import { Terminal } from './terminal';
import { WrongCall } from './wrong-call';

const NOTES = `On a terminal it asks for what the options do not say, unless --yes is given; elsewhere it takes the defaults.
What is there already stays as it is. A package.json keeps all that it says, and gets what it lacks.
Exit status: 0 the project is there, 1 the answers make no right configuration, 2 the call was wrong`;

export const init: Command = {
  name: 'init',
  summary: 'start a project: a configuration, an app, a test',
  args: [{ name: '[dir]', description: 'the folder of the project; by default this one' }],
  options: [
    ...ANSWER_OPTIONS,
    { flags: '--typescript', description: 'write a main.ts, for stacks and resources of your own' },
    { flags: '--yes', description: 'ask nothing' },
  ],
  example: 'secret-rotation init my-rotation --engine postgres --network lookup:orders',
  notes: NOTES,
  run: async ({ args: [dir = '.'], values, terminal }) => {
    const folder = resolve(dir);
    if (existsSync(join(folder, 'rotation.yaml')) && hasAnswers(values))
      throw new WrongCall(configurationExists(dir));
    const configuration = await configurationFrom(folder, values, terminal);
    const manifest = manifestFor(folder, values.typescript === true);
    const { created, kept } = writeMissing(folder, {
      ...projectFiles(folder, configuration, values.typescript === true),
      ...(manifest.exists ? {} : { 'package.json': manifest.text }),
    });
    if (manifest.isChanged) writeFileSync(join(folder, 'package.json'), manifest.text);
    created.forEach((name) => terminal.out(`created  ${join(dir, name)}\n`));
    kept.forEach((name) => terminal.out(`kept     ${join(dir, name)}\n`));
    if (manifest.exists)
      terminal.out(`${manifest.isChanged ? 'added to' : 'kept    '} ${join(dir, 'package.json')}\n`);
    terminal.err(nextSteps(folder));
    return ExitStatus.OK;
  },
};

/** The text of a configuration that is right, or an error with all that is wrong. */
async function configurationFrom(folder: string, values: OptionValues, terminal: Terminal): Promise<string> {
  const isAsked = !existsSync(join(folder, 'rotation.yaml')) && isInteractive(terminal) && !values.yes;
  const answered = isAsked ? await (await import('./init/ask')).ask(values) : values;
  const text = configurationText(answersOf(answered));
  const { config, findings } = parseConfig(text);
  if (config === undefined) throw new ConfigInvalid(formatFindings('rotation.yaml', findings));
  return text;
}

function isInteractive({ input, draw }: Terminal): boolean {
  return draw !== undefined && isatty(input);
}

interface ManifestChange {
  readonly text: string;
  readonly exists: boolean;
  readonly isChanged: boolean;
}

function manifestFor(folder: string, isTypeScript: boolean): ManifestChange {
  const file = join(folder, 'package.json');
  const added = newManifest(folder, isTypeScript);
  if (!existsSync(file)) return { text: toText(added), exists: false, isChanged: false };
  const before = readFileSync(file, 'utf8');
  const existing = parsed(before, file);
  const merged = mergedManifest(existing, added);
  return { text: toText(merged), exists: true, isChanged: toText(merged) !== toText(existing) };
}

function parsed(text: string, file: string): Readonly<Record<string, any>> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)) return manifest;
  } catch {
    // Said below.
  }
  throw new WrongCall(manifestUnreadable(file));
}

function toText(manifest: Readonly<Record<string, any>>): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function nextSteps(folder: string): string {
  const there = relative('.', folder);
  return `
Next:
${there ? `  cd ${there}\n` : ''}  npm install && npm run synth   turn rotation.yaml into Terraform
  npm run rehearse               deploy it to a stand-in of AWS on this machine
  npm test
`;
}
