/** A dry run of a configuration without an AWS account: `npm run rehearse`. */
import { formatFindings, loadNamedConfig } from '../config';
import { printableLines } from '../printable';
import { Rehearsal } from './rehearsal';
import { missingTools } from './tools';

const HELP = `Deploys a configuration to a stand-in of AWS on this machine, shows what held when each secret was rotated,
and destroys it again. It needs no AWS account and touches none.

Usage: npm run rehearse [FILE]

  FILE    the configuration; by default the one that ROTATION_CONFIG or cdktf.json names

Example: npm run rehearse rotation.yaml

The exit status is 0 when everything that the rotations need was in place and a second plan is empty.`;

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

async function main([argument, ...others]: readonly string[]): Promise<number> {
  if (argument === '--help' || argument === '-h') return say(0, HELP);
  if (others.length > 0 || argument?.startsWith('-')) return complain(2, HELP);
  const missing = missingTools(process.env);
  if (missing.length > 0) return complain(1, [...missing, 'Nothing was rehearsed.'].join('\n'));

  const { file, config, findings } = loadNamedConfig(process.env, argument);
  if (findings.length > 0) console.error(formatFindings(file, findings));
  return config ? rehearse(new Rehearsal(config, (line) => void say(0, line))) : 1;
}

async function rehearse(rehearsal: Rehearsal): Promise<number> {
  Object.entries(SIGNALS).forEach(([signal, status]) =>
    process.once(signal, async () => {
      await rehearsal.abandon();
      process.exit(complain(status, 'Abandoned: nothing is left of the rehearsal.'));
    }),
  );
  return (await rehearsal.run()) ? 0 : 1;
}

function say(status: number, text: string): number {
  console.log(printableLines(text));
  return status;
}

function complain(status: number, text: string): number {
  console.error(printableLines(text));
  return status;
}

main(process.argv.slice(2)).then(
  (status) => (process.exitCode = status),
  (error: Error) => (process.exitCode = complain(1, error.message)),
);
