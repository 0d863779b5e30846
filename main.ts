/** The app of this checkout: what `secret-rotation synth` does where the package is installed. */
import { explained } from './src/cli/run';
import { synthFile } from './src/cli/synth';
import { TERMINAL } from './src/cli/terminal';

void explained(TERMINAL, (terminal) => synthFile(undefined, terminal)).then((status) => {
  process.exitCode = status;
});
