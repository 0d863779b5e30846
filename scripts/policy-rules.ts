/** Writes docs/policy-rules.md from the catalogue of rules and their cases: `npm run docs`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { rules } from '../src/policy/data/rules.json';
import { Check, CHECKS } from './access-analyzer';

type Case = Readonly<Record<'rule' | 'name' | 'type', string>> & {
  readonly policy?: unknown;
  readonly expectedFindings?: readonly unknown[];
};

const CASES = join(__dirname, '..', '__tests__', 'policy', 'cases');

const cases = ['rules.json', 'access-analyzer.json'].flatMap(
  (file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')) as Case[],
);

const FILE = join(__dirname, '..', 'docs', 'policy-rules.md');

const HEAD = `# The rules for IAM policies

\`secret-rotation check-policy\` and \`PolicyValidator\` check these. A finding names its rule by the id below. An error is what
AWS refuses, or what [IAM Access Analyzer](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
calls an error; everything else is a warning: a policy that AWS takes, and that allows more than it should, or less than it seems
to. Some rules find both, as they say. Where Access Analyzer has the same check, a finding names it, in \`accessAnalyzer\` of
\`--json\`. Values that Terraform puts in later (\`\${…}\`) pass everywhere.

This file is generated from \`src/policy/data/rules.json\`, \`scripts/access-analyzer.json\` and the cases in
\`__tests__/policy/cases\`: \`npm run docs\`.`;

function example(title: string, one: Case | undefined): string {
  if (one?.policy === undefined) return '';
  const type = one.type === 'identity' ? '' : `, \`--type ${one.type}\``;
  return `\n${title} (${one.name}${type}):\n\n\`\`\`json\n${JSON.stringify(one.policy, null, 2)}\n\`\`\`\n`;
}

type RuleEntry = (typeof rules)[number];

function section({ id, severity, what, why, accessAnalyzer }: RuleEntry): string {
  const own = cases.filter(({ rule }) => rule === id);
  const fails = own.find(
    ({ expectedFindings }) => expectedFindings === undefined || expectedFindings.length > 0,
  );
  const passes = own.find(({ expectedFindings }) => expectedFindings?.length === 0);
  const names = accessAnalyzer === undefined ? '' : `\n\nAccess Analyzer: ${codes(accessAnalyzer)}.`;
  return `## ${id}\n\n${severity}. ${what}\n\n${why}${names}\n${example('Found', fails)}${example('Not found', passes)}`;
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function table(): string {
  const rows = rules.map(
    ({ id, severity, what }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${what} |`,
  );
  return ['| rule | severity | what |', '|---|---|---|', ...rows].join('\n');
}

function analyzerTable(): string {
  const applying = CHECKS.filter(({ reason }) => reason === undefined);
  const count = (wanted: string): number => applying.filter(({ kind }) => kind === wanted).length;
  return [
    '## The checks of IAM Access Analyzer',
    `Of its checks of policies, ${count('ERROR')} errors and ${count('SECURITY_WARNING')} security warnings apply to the policies that are checked here. All of them are found, and of its general warnings and suggestions those that matter.`,
    ['| check | there | rule here |', '|---|---|---|', ...CHECKS.map(analyzerRow)].join('\n'),
  ].join('\n\n');
}

function analyzerRow({ id, kind, rules: found, reason }: Check): string {
  const here = reason ?? found.map((rule) => `[${rule}](#${rule.toLowerCase()})`).join(', ');
  return `| \`${id}\` | ${kind.toLowerCase().replace('_', ' ')} | ${reason === undefined ? here : `none: ${here}`} |`;
}

/** What the file is to hold. */
export function policyRules(): string {
  return `${[HEAD, table(), analyzerTable(), ...rules.map(section)]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

if (require.main === module) writeFileSync(FILE, policyRules());
