/** Checks that synthesis wrote the resources that the README lists. */
import { readFileSync } from 'node:fs';

const listed = /```text\n(aws_[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))[1].trim().split('\n');
const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/production/cdk.tf.json', 'utf8'));
const written = Object.entries(resource).map(([type, byName]) => `${type} ${Object.keys(byName).length}`);
const expected = listed.map((line) => line.replace(/\s+/g, ' '));

if (JSON.stringify(written.sort()) !== JSON.stringify(expected.sort())) {
  console.error(`README.md lists\n${expected.join('\n')}\nbut synthesis wrote\n${written.join('\n')}`);
  process.exit(1);
}
