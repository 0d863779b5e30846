/**
 * Prints one line that counts the tests of all suites: `node count.mjs FAILED_STEPS REPORT...`, each a report of jest --json.
 * A step that failed without a failed test counts as one.
 */
import { existsSync, readFileSync } from 'node:fs';

const [failedSteps, ...files] = process.argv.slice(2);
const reports = files.filter(existsSync).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const failedTests = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');

console.log(`${sum('numPassedTests')} passed, ${Math.max(failedTests, Number(failedSteps))} failed`);
