/** Writes docs/config-rules.md from the catalogue of rules and their cases: `npm run docs`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { CONFIG_CASES, ConfigCase, partOf } from '../__tests__/support/config-cases';
import { rules as deploymentRules } from '../src/app/data/rules.json';
import { rules } from '../src/config/data/rules.json';
import { rules as secretRules } from '../src/secret/data/rules.json';

const FILE = join(__dirname, '..', 'docs', 'config-rules.md');

/** Longer texts are repetitions of a character, and say less than their names. */
const LONGEST_EXAMPLE = 1000;

const HEAD = `# The rules for configurations

\`secret-rotation validate\`, \`cdktf synth\` and \`cdktf deploy\` check these. A finding names its rule by the id below, the place in
the file, and what to write instead. An error stops synthesis, and nothing is written; a warning does not. The file is data, and nothing in
it is evaluated.

This file is generated from \`src/config/data/rules.json\`, \`src/secret/data/rules.json\`, \`src/app/data/rules.json\` and
\`__tests__/config/cases/rules.json\`: \`npm run docs\`.`;

const SECRETS = `## What a secret is expected to hold

What stands under \`expect\` is judged by the rules for secrets, which \`secret-rotation check-secret\` applies to a whole secret.`;

const DEPLOYED = `## What is deployed

\`secret-rotation validate --against\` [says](fleet.md#names-keep-still) what of it a plan would replace or remove, and synthesis which stacks
and regions were left. Each message has the command that keeps what is there, where there is one.`;

interface Rule {
  readonly id: string;
  readonly severity: string;
  readonly what: string;
  readonly why: string;
}

function section({ id, severity, what, why }: Rule): string {
  const cases = CONFIG_CASES.filter(({ rule }) => rule === id);
  const fails = cases.find(({ expected }) => expected.length > 0)!;
  const passes = cases.find(({ expected }) => expected.length === 0)!;
  return [
    `### ${id}`,
    `${severity}. ${what}`,
    why,
    example('Found', fails),
    example('Not found', passes),
  ].join('\n\n');
}

function reason({ id, severity, what, why }: Rule): string {
  return [`### ${id}`, `${severity}. ${what}`, why].join('\n\n');
}

function example(title: string, one: ConfigCase): string {
  const day = one.today === undefined ? '' : `, on ${one.today}`;
  const shown = textOf(one);
  return shown === undefined
    ? `${title}: ${one.name}${day}.`
    : `${title} (${one.name}${day}):\n\n\`\`\`yaml\n${shown.trimEnd()}\n\`\`\``;
}

function textOf(one: ConfigCase): string | undefined {
  if (
    one.file !== undefined ||
    one.second !== undefined ||
    one.bytes !== undefined ||
    one.copies !== undefined ||
    /#\*\d/.test(JSON.stringify(one)) ||
    one.repeat !== undefined
  )
    return undefined;
  const text = one.text ?? stringify(partOf(one), { aliasDuplicateObjects: false });
  return text.trim() === '' || text.length > LONGEST_EXAMPLE ? undefined : text;
}

function table(all: readonly Rule[], link: (id: string) => string): string {
  const rows = all.map(({ id, severity, what }) => `| ${link(id)} | ${severity} | ${what} |`);
  return ['| rule | severity | what |', '|---|---|---|', ...rows].join('\n');
}

function reasons(): string {
  const rows = secretRules.map(({ id, severity, what, why }) => `| ${id} | ${severity} | ${what} | ${why} |`);
  return ['| rule | severity | what | why |', '|---|---|---|---|', ...rows].join('\n');
}

/** What the file is to hold. */
export function configRules(): string {
  const linked = table(rules, (id) => `[${id}](#${id.toLowerCase()})`);
  const ofConfigurations = [HEAD, linked, '## Rule by rule', ...rules.map(section)];
  const ofOthers = [SECRETS, reasons(), DEPLOYED, ...deploymentRules.map(reason)];
  return `${[...ofConfigurations, ...ofOthers].join('\n\n')}\n`;
}

if (require.main === module) writeFileSync(FILE, configRules());
