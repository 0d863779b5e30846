import { policyFileTooLarge, nothingToCheck, standardInputTwice } from './problems';
import { Judged, judgeText } from '../policy/check/judge';
import { PolicySeverity } from '../policy/policy-finding';
import { PolicyType } from '../policy/policy-type';
import { findingSummary } from '../config/report';
import { Command, CommandCall } from './command';
import { PolicyFile, readPolicyFiles } from './policy-files';
import { ReportedFinding } from './reported-finding';
import { Format, FORMAT_OPTIONS, formatOf, printFindings, printFor, statusOf } from './report';
import { WrongCall } from './wrong-call';

const MOST_BYTES = 256 * 1024;

const EXAMPLE = `echo '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"}}' | secret-rotation check-policy -`;

const NOTES = `Further calls:
  $ secret-rotation check-policy --type trust policies/trust
  $ terraform show -json plan.bin | secret-rotation check-policy --plan -
  $ secret-rotation check-policy --format sarif policies > policies.sarif

In folders, the files are judged whose names end in .json and that hold a policy. In a plan, the attribute that holds a policy says
what it belongs to. Findings are printed on the standard output, how many there are on the standard error.
Exit status: 0 no error, 1 an error was found, 2 the call was wrong
The rules: https://github.com/cdktf-secret-rotation/cdktf-secret-rotation/blob/main/docs/policy-rules.md`;

/** What was looked at, and what was found in it. */
interface Check {
  /** What people know it by. */
  readonly name: string;
  readonly findings: readonly ReportedFinding[];
  /** What is to be said besides, for people. */
  readonly notes: readonly string[];
}

export const checkPolicy: Command = {
  name: 'check-policy',
  summary: 'find what is wrong with IAM policies, in files or in a Terraform plan',
  args: [
    {
      name: '[file...]',
      description: 'the files that hold the policies, folders with such files, or - for the standard input',
    },
  ],
  options: [
    {
      flags: '--type <type>',
      description: 'what the policies belong to',
      choices: Object.values(PolicyType),
      defaultValue: PolicyType.IDENTITY,
    },
    {
      flags: '--plan <file>',
      description:
        'the JSON of a Terraform plan, as "terraform show -json" prints it, or - for the standard input',
    },
    ...FORMAT_OPTIONS,
    {
      flags: '--fail-on <severity>',
      description: 'the least severity that makes the exit status 1',
      choices: Object.values(PolicySeverity),
      defaultValue: PolicySeverity.ERROR,
    },
  ],
  example: EXAMPLE,
  notes: NOTES,
  run: async (call) => {
    const format = formatOf(call.values);
    const checks = await checksOf(call, format);
    await print(checks, format, call);
    return statusOf(
      checks.flatMap(({ findings }) => findings),
      call.values.failOn,
    );
  },
};

async function checksOf(
  { args, values: { type, plan }, terminal }: CommandCall,
  format: Format,
): Promise<Check[]> {
  const names = args.filter((name) => name !== undefined);
  if (names.length === 0 && plan === undefined) throw new WrongCall(nothingToCheck());
  if ([...names, plan].filter((name) => name === '-').length > 1) throw new WrongCall(standardInputTwice());
  return [
    ...(names.length === 0 ? [] : await checkFiles(names, type, format, terminal.input)),
    ...(plan === undefined ? [] : [await checkPlan(plan, terminal.input)]),
  ];
}

async function checkFiles(
  names: readonly string[],
  type: PolicyType,
  format: Format,
  standardInput: number,
): Promise<Check[]> {
  const { files, others } = readPolicyFiles(names, standardInput, MOST_BYTES);
  const isOne =
    names.length === 1 && files.length === 1 && files[0].file === names[0] && !needsPlaces(format);
  const notes = others === 0 ? [] : [`${others} ${others === 1 ? 'file holds' : 'files hold'} no policy`];
  const found = await Promise.all(files.map((file) => checkFile(file, type, format)));
  return files.map(({ file }, index) => ({
    name: nameOf(file),
    findings: found[index].map((finding) => (isOne ? finding : inFile(finding, file))),
    notes: index === files.length - 1 ? notes : [],
  }));
}

async function checkFile(
  { text, isLarger }: PolicyFile,
  type: PolicyType,
  format: Format,
): Promise<ReportedFinding[]> {
  if (isLarger) return [tooLarge()];
  const judged = judgeText(text, { type });
  return needsPlaces(format) ? withPositions(judged, text) : judged.map(({ finding }) => finding);
}

/** Whether a format says where in which file a finding is, even where there is one file alone. */
function needsPlaces(format: Format): boolean {
  return format === 'sarif' || format === 'github';
}

async function withPositions(judged: readonly Judged[], text: string): Promise<ReportedFinding[]> {
  const { JsonPositions } = await import('../text/json-positions');
  const positions = new JsonPositions(
    text,
    judged.map(({ at }) => at),
  );
  return judged.map(({ finding, at }) => ({ ...finding, ...positions.of(at) }));
}

function inFile(finding: ReportedFinding, file: string): ReportedFinding {
  return file === '-' ? finding : { ...finding, file };
}

async function checkPlan(file: string, standardInput: number): Promise<Check> {
  const { readPlan } = await import('./plan-file');
  const { policies, unknown, sensitive } = readPlan(file, standardInput);
  return {
    name: nameOf(file),
    findings: policies.flatMap(({ address, attribute, subject, text }) =>
      judgeText(text, subject).map(({ finding }) => ({ ...inFile(finding, file), address, attribute })),
    ),
    notes: [
      `${policies.length} ${policies.length === 1 ? 'policy' : 'policies'} judged`,
      ...(unknown === 0 ? [] : [`${unknown} known after apply only, not judged`]),
      ...(sensitive === 0 ? [] : [`${sensitive} marked as sensitive, not judged`]),
    ],
  };
}

async function print(checks: readonly Check[], format: Format, { terminal }: CommandCall): Promise<void> {
  if (format === 'text') printFindings(checks, terminal);
  else {
    const { rules } = await import('../policy/data/rules.json');
    const book = { rules, page: 'docs/policy-rules.md' };
    await printFor(
      format,
      checks.flatMap(({ findings }) => findings),
      book,
      terminal,
    );
  }
  if (format !== 'json') terminal.err(summary(checks));
}

/** A line for each, and one for all where there are several. */
function summary(checks: readonly Check[]): string {
  const lines = checks.map(({ name, findings, notes }) =>
    [findingSummary(name, findings), ...notes].join('; '),
  );
  const all = checks.flatMap(({ findings }) => findings);
  return [...lines, ...(checks.length > 1 ? [findingSummary(`all ${checks.length}`, all)] : []), ''].join(
    '\n',
  );
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function tooLarge(): ReportedFinding {
  const { code, message } = policyFileTooLarge(MOST_BYTES);
  return { rule: code, severity: PolicySeverity.ERROR, path: '', message };
}
