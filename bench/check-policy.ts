/**
 * How long the check of a policy takes. Build first: the whole process is that of the built command.
 *
 * It prints the median time to check a document of 6,144 characters in a process that has checked one before, the longest time
 * that a document takes which is made to take long, both of the largest size that is read and of the largest that is judged rule
 * by rule, and the median time of the whole process of `secret-rotation check-policy` beside that of a node that does nothing but
 * load ajv.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { MOST_CHARACTERS } from '../src/text/read-json';
import { PolicyType } from '../src/policy/policy-type';
import { PolicyValidator } from '../src/policy/policy-validator';

const CHARACTERS = 6144;

/** The largest policy of a key; a longer document gets the one finding that it is too large. */
const MOST_JUDGED = 32_768;

const CHECKS = 200;

const PROCESSES = 15;

const COMMAND = join(__dirname, '..', 'lib', 'cli', 'main.js');

function documentOf(characters: number): string {
  const arns: string[] = [];
  const text = (sid: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: sid,
          Effect: 'Allow',
          Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
          Resource: arns,
        },
      ],
    });
  while (text('').length < characters - 100) {
    arns.push(`arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-${arns.length}-AbCdEf`);
  }
  return text('a'.repeat(characters - text('').length));
}

/** Documents of a size, each of what once took long, or might. */
function hostileDocuments(characters: number): string[] {
  const start = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",';
  return [
    ['["', '\\"', ''],
    [`${start}"Resource":"*","Action":[`, '1,', '1]}]}'],
    [`${start}"Resource":"*","Action":[`, '"ec2:*a*b*c*d*e*f",', '"ec2:*"]}]}'],
    [`${start}"Action":"ec2:*","Resource":[`, '"arn:aws:ec2:*:*:*a*b*c*d*/*",', '"*"]}]}'],
    [`${start}"Action":"s3:GetObject","Resource":"arn:aws:s3:::`, '*a', '"}]}'],
    [`${start}"Action":"s3:GetObject","Resource":[`, '"arn:aws:s3x:*::a*b/c*",', '"*"]}]}'],
    [`${start}"Action":"iam:*","Resource":[`, '"arn:aws:iam::123456789012:rol/*a*",', '"*"]}]}'],
    [`${start}"Action":"s3:GetObject","Resource":"arn:aws:s3:::`, '${aws:username', '"}]}'],
    [
      `${start}"Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalOrgIDs":[`,
      '"*a*b?${aws:x}",',
      '"a"]}}}]}',
    ],
    [
      `${start}"Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":[`,
      '"1.2.3.4/", ',
      '1]}}}]}',
    ],
    [`${start}"Action":"sts:AssumeRole","Principal":{"Service":[`, '"lambdas.amazonaws.com",', '"a"]}}]}'],
    [`${start}"Action":"sts:AssumeRole","Principal":{"AWS":[`, '"arn:aws:iam::1:rol/a",', '"*"]}}]}'],
    ['{"Version":"2012-10-17","Statement":[', '{"Condition":{"StringEqual":{"aws:a":"*"}}},', '{}]}'],
    [`${start}"Action":"ec2:*","Resource":"arn:aws:ec2:*:*:`, '*a', '"}]}'],
  ].map(([head, part, tail]) => {
    const room = characters - head.length - tail.length;
    return `${head}${part.repeat(Math.floor(room / part.length))}${tail}`;
  });
}

function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function checkTimes(text: string): number[] {
  PolicyValidator.validateText(text, PolicyType.IDENTITY);
  return Array.from({ length: CHECKS }, () => milliseconds(() => PolicyValidator.validateText(text)));
}

function longestTime(texts: readonly string[], type?: PolicyType): number {
  return Math.max(...texts.map((text) => milliseconds(() => PolicyValidator.validateText(text, type))));
}

/** Both in turns, so that whatever else the machine does falls on both. */
function processTimes(file: string): [command: number, baseline: number] {
  const times = Array.from({ length: PROCESSES }, () => [
    milliseconds(() => execFileSync('node', [COMMAND, 'check-policy', file], { stdio: 'ignore' })),
    milliseconds(() => execFileSync('node', ['-e', "require('ajv')"], { stdio: 'ignore' })),
  ]);
  return [median(times.map(([command]) => command)), median(times.map(([, baseline]) => baseline))];
}

const text = documentOf(CHARACTERS);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(folder, 'policy.json');
writeFileSync(file, text);
try {
  const [command, baseline] = processTimes(file);
  console.log(
    `a document of ${text.length} characters, after start-up: ${median(checkTimes(text)).toFixed(2)} ms`,
  );
  const hostile = hostileDocuments(MOST_CHARACTERS);
  console.log(
    `the slowest of ${hostile.length} hostile documents of ${MOST_CHARACTERS} characters: ${longestTime(hostile).toFixed(0)} ms`,
  );
  console.log(
    `the slowest of them at ${MOST_JUDGED} characters, the most that are judged rule by rule: ${longestTime(hostileDocuments(MOST_JUDGED), PolicyType.KMS_KEY).toFixed(0)} ms`,
  );
  console.log(`secret-rotation check-policy, whole process: ${command.toFixed(0)} ms`);
  console.log(`node with ajv loaded, whole process: ${baseline.toFixed(0)} ms`);
  console.log(`ratio: ${(command / baseline).toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true });
}
