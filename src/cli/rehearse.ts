import { FRAMEWORK } from '../framework';
import { formatFindings, loadNamedConfig, RotationConfig } from '../config';
import { cdktfCommand } from '../rehearsal/own-command';
import { Rehearsal } from '../rehearsal/rehearsal';
import { missingTools } from '../rehearsal/tools';
import { Command } from './command';
import { ExitStatus } from './exit-status';
import { ownPackage } from './own-package';
import { cdktfMissing, notAnEndpoint } from './problems';
import { Progress } from './progress';
import { Terminal } from './terminal';
import { refuseUnreadable } from './unreadable';
import { WrongCall } from './wrong-call';

const NOTES = `It starts a stand-in of AWS on this machine, makes there the networks, databases and secrets that the configuration names, runs
"${FRAMEWORK.command} deploy" with the real Terraform and the real AWS provider, shows what held when each secret was rotated, plans a second
time, and destroys everything again. It needs no AWS account and touches none. It takes about a minute.
TF_PLUGIN_DIR names a folder that "terraform providers mirror" has filled; otherwise Terraform gets the provider from where your
settings say. A stand-in for --endpoint is started with: python3 node_modules/${FRAMEWORK.ownPackage}/lib/rehearsal/aws_standin.py
Exit status: 0 everything was in place, a second plan is empty and nothing is left, 1 otherwise, 2 the call was wrong`;

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export const rehearse: Command = {
  name: 'rehearse',
  summary: 'deploy a configuration to a stand-in of AWS on this machine, judge it and destroy it again',
  args: [
    {
      name: '[file]',
      description:
        'the configuration: a file, a folder, or a pattern such as "fleet/*.yaml"; by default what ROTATION_CONFIG or cdktf.json names',
    },
  ],
  options: [
    {
      flags: '--endpoint <url>',
      description: 'a stand-in of AWS that runs already, for example http://127.0.0.1:5000',
    },
  ],
  example: 'secret-rotation rehearse rotation.yaml',
  notes: NOTES,
  run: async ({ args: [given], values: { endpoint }, terminal }) => {
    validate(endpoint);
    const missing = missingHere();
    if (missing.length > 0) {
      terminal.err(`${[...missing, 'Nothing was rehearsed.'].join('\n')}\n`);
      return ExitStatus.FINDINGS;
    }
    const { file, config, findings } = loadNamedConfig(process.env, given);
    refuseUnreadable(findings);
    if (findings.length > 0) terminal.err(`${formatFindings(file, findings)}\n`);
    return config ? perform(config, endpoint, terminal) : ExitStatus.FINDINGS;
  },
};

/** All that a rehearsal misses on this machine. */
function missingHere(): string[] {
  const missing = missingTools(process.env);
  return cdktfCommand()
    ? missing
    : [...missing, cdktfMissing(ownPackage().devDependencies[FRAMEWORK.commandLine])];
}

function validate(endpoint: string | undefined): void {
  if (endpoint !== undefined && !/^https?:\/\/[^/\s]+\/?$/.test(endpoint)) {
    throw new WrongCall(notAnEndpoint(endpoint));
  }
}

async function perform(
  config: RotationConfig,
  endpoint: string | undefined,
  terminal: Terminal,
): Promise<ExitStatus> {
  const progress = new Progress(terminal);
  const rehearsal = new Rehearsal(config, progress, endpoint?.replace(/\/$/, ''));
  Object.entries(SIGNALS).forEach(([signal, status]) =>
    process.once(signal, async () => {
      await rehearsal.abandon();
      progress.end();
      terminal.err('Abandoned: nothing is left of the rehearsal.\n');
      process.exit(status);
    }),
  );
  try {
    return (await rehearsal.run()) ? ExitStatus.OK : ExitStatus.FINDINGS;
  } finally {
    progress.end();
  }
}
