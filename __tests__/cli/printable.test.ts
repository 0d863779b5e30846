import { call, withFile } from './terminal';

/** What a terminal would act on: a control sequence, a C1 one, a title, and text that runs to the left. */
const HOSTILE = '\u001b[2J\u009b2J\u001b]0;owned\u0007\u202e\u2028';

const ACTED_ON = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const POLICY = JSON.stringify({
  Version: HOSTILE,
  [HOSTILE]: 1,
  Statement: [{ Effect: HOSTILE, Action: HOSTILE, Resource: HOSTILE, Condition: { [HOSTILE]: {} } }],
});

const CONFIGURATION = JSON.stringify({
  [HOSTILE]: HOSTILE,
  version: HOSTILE,
  stacks: {
    a: {
      region: HOSTILE,
      networks: { [HOSTILE]: { [HOSTILE]: 1 } },
      rotations: {
        r: {
          engine: HOSTILE,
          strategy: 'single-user',
          secret: HOSTILE,
          network: 'x',
          schedule: { rate: HOSTILE },
        },
      },
    },
  },
});

const SECRET = JSON.stringify({ engine: 'mysql', [HOSTILE]: HOSTILE, Username: HOSTILE, host: HOSTILE });

describe('nothing that a terminal would act on is printed', () => {
  test.each([
    ['a configuration', CONFIGURATION, ['validate']],
    ['a configuration, as JSON', CONFIGURATION, ['validate', '--json']],
    ['a policy', POLICY, ['check-policy']],
    ['a policy, as JSON', POLICY, ['check-policy', '--json']],
    ['a secret', SECRET, ['check-secret', '--engine', 'mysql', '--strategy', 'single-user']],
    ['a policy, as SARIF', POLICY, ['check-policy', '--format', 'sarif']],
    ['a policy, as commands of a workflow', POLICY, ['check-policy', '--format', 'github']],
    [
      'a secret, as JSON',
      SECRET,
      ['check-secret', '--json', '--engine', 'mysql', '--strategy', 'single-user'],
    ],
    ['broken JSON', `{${HOSTILE}`, ['check-policy']],
    ['broken YAML', `a: |${HOSTILE}\n`, ['validate']],
    ['an alias', `a: *${HOSTILE}\n`, ['validate']],
  ])('of %s', async (_, text, command) => {
    const { out, err } = await withFile(text, (file) => call([...command, file]));

    expect(`${out}${err}`).not.toBe('');
    expect(`${out}${err}`).not.toMatch(ACTED_ON);
  });

  test.each([
    ['a command', [HOSTILE]],
    ['an option', ['validate', `--${HOSTILE}`]],
    ['a file', ['validate', HOSTILE]],
    ['a pattern of names', ['validate', `*${HOSTILE}`]],
    ['one of a few words', ['check-policy', '--format', HOSTILE, '-']],
    ['a command of a command', ['policy', HOSTILE]],
    ['a folder', ['export-module', HOSTILE, '--engine', HOSTILE]],
    ['a day', ['calendar', '--from', HOSTILE]],
    ['a URL', ['rehearse', '--endpoint', HOSTILE]],
    [
      'the value of an option',
      ['policy', 'invoke', '--region', HOSTILE, '--account', HOSTILE, '--function-name', HOSTILE],
    ],
  ])('of %s in the call', async (_, args) => {
    const { out, err } = await call(args);

    expect(err).not.toBe('');
    expect(`${out}${err}`).not.toMatch(ACTED_ON);
  });
});
