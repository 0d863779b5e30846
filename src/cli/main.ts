#!/usr/bin/env node
import { optimiseLate } from './optimise-late';
import { run } from './run';
import { TERMINAL } from './terminal';

optimiseLate();

void run(process.argv.slice(2), TERMINAL).then((status) => {
  process.exitCode = status;
});
