/** Writes docs/policy-rules.md from the catalogue of rules and their cases: `npm run docs`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { rules } from '../src/policy/data/rules.json';

type Case = Readonly<Record<'rule' | 'name' | 'type', string>> & {
  readonly policy?: unknown;
  readonly expectedFindings?: readonly unknown[];
};

const CASES = join(__dirname, '..', '__tests__', 'policy', 'cases', 'rules.json');

const cases = JSON.parse(readFileSync(CASES, 'utf8')) as Case[];

const FILE = join(__dirname, '..', 'docs', 'policy-rules.md');

const HEAD = `# The rules for IAM policies

\`secret-rotation check-policy\` and \`PolicyValidator\` check these. A finding names its rule by the id below. An error is what
AWS refuses, or what does not do what it says; a warning is a policy that works and allows more than it should, or less than
it seems to. Values that Terraform puts in later (\`\${…}\`) pass everywhere.

This file is generated from \`src/policy/data/rules.json\` and \`__tests__/policy/cases/rules.json\`: \`npm run docs\`.
`;

function example(title: string, one: Case | undefined): string {
  if (one?.policy === undefined) return '';
  const type = one.type === 'identity' ? '' : `, \`--type ${one.type}\``;
  return `\n${title} (${one.name}${type}):\n\n\`\`\`json\n${JSON.stringify(one.policy, null, 2)}\n\`\`\`\n`;
}

function section({ id, severity, what, why }: (typeof rules)[number]): string {
  const own = cases.filter(({ rule }) => rule === id);
  const fails = own.find(
    ({ expectedFindings }) => expectedFindings === undefined || expectedFindings.length > 0,
  );
  const passes = own.find(({ expectedFindings }) => expectedFindings?.length === 0);
  return `## ${id}\n\n${severity}. ${what}\n\n${why}\n${example('Found', fails)}${example('Not found', passes)}`;
}

function table(): string {
  const rows = rules.map(
    ({ id, severity, what }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${what} |`,
  );
  return ['| rule | severity | what |', '|---|---|---|', ...rows].join('\n');
}

/** What the file is to hold. */
export function policyRules(): string {
  return `${[HEAD, table(), ...rules.map(section)]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

if (require.main === module) writeFileSync(FILE, policyRules());
