import { Testing } from 'cdktf';
import { readdirSync } from 'fs';
import { join } from 'path';
import { RotationStack } from '../src/app';
import { parseConfig } from '../src/config';
import { fileInRoot, ROOT } from './support/examples';

/** What each example makes that the others do not, and the warnings that it cannot do without. */
const EXAMPLES = {
  'assumed-role.yaml': { makes: '"role_arn": "arn:aws:iam::123456789012:role/deployment"', warnings: [] },
  'existing-function.yaml': { makes: ':function:rotate-legacy"', warnings: [] },
  'generic-template.yaml': { makes: 'applications/SecretsManagerRotationTemplate"', warnings: [] },
  'named-function.yaml': { makes: '"usernameLimit": "32"', warnings: ['ParameterUnknown'] },
  'own-function.yaml': {
    makes: '"permissions_boundary": "arn:aws:iam::123456789012:policy/boundary"',
    warnings: [],
  },
};

test('each example is tested here', () => {
  expect(readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.yaml'))).toEqual(
    Object.keys(EXAMPLES),
  );
});

test('each example is listed with the others', () => {
  const listed = [...fileInRoot('examples/README.md').matchAll(/^\| \[(.*?\.yaml)\]\(\1\)/gm)];

  expect(listed.map(([, name]) => name)).toEqual(Object.keys(EXAMPLES));
});

test.each(Object.entries(EXAMPLES))(
  'the example %s is valid and makes its function',
  (name, { makes, warnings }) => {
    const { config, findings } = parseConfig(fileInRoot(join('examples', name)));
    expect(findings.map(({ rule }) => rule)).toEqual(warnings);

    const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
    const [[stack, props]] = Object.entries(config!.stacks);
    expect(Testing.synth(new RotationStack(app, stack, props), true)).toContain(makes);
  },
);
