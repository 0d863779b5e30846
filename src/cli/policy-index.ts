import { InvolvedPolicy } from '../app/involved-policy';
import { explained } from './explanation-table';

/** The file in which the index of written policies stands. */
export const INDEX = 'index.md';

/** Who gets each policy, who gives it to them, and why each statement is there: Markdown that people read. */
export function policyIndex(title: string, policies: readonly InvolvedPolicy[]): string {
  return [
    `# Policies that \`${title}\` involves`,
    '',
    'One file for each, written by `secret-rotation policy --all`, which replaces them the next time unless they were changed.',
    'Check one with `secret-rotation check-policy --type TYPE FILE`.',
    '',
    ...markdownTable(
      ['policy', 'type', 'who gets it', 'how'],
      policies.map(({ file, type, owner, how }) => [`[${file}](${file})`, type, owner, how]),
    ),
    ...policies.flatMap(section),
  ].join('\n');
}

function section({ file, owner, how, policy, remains = [] }: InvolvedPolicy): string[] {
  return [
    `## ${file}`,
    '',
    `For ${owner}: ${how}.`,
    '',
    ...markdownTable(
      ['statement', 'actions', 'why'],
      policy.statements.map((statement, index) => {
        const { name, actions, reason } = explained(statement, index);
        return [name, actions.map((action) => `\`${action}\``).join(', '), reason];
      }),
    ),
    ...(remains.length === 0 ? [] : ['What stays open:', '', ...remains.map((one) => `- ${one}`), '']),
  ];
}

function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line), ''];
}

function cellText(text: string): string {
  return text.replace(/\|/g, '\\|');
}
