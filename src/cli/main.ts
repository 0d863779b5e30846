#!/usr/bin/env node
import { run } from './run';
import { TERMINAL } from './terminal';

void run(process.argv.slice(2), TERMINAL).then((status) => {
  process.exitCode = status;
});
