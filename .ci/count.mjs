// Prints the last line of a run from the test runner's JSON reports, and ends with 1 when anything failed, a step beside the tests included.
import { existsSync, readFileSync } from 'node:fs';

const [stepFailed, ...files] = process.argv.slice(2);
const reports = files.map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}));
const sum = (name) => reports.reduce((total, report) => total + (report[name] ?? 0), 0);
const passed = sum('numPassedTests');
// A file that did not even load fails without a failed test; a step that failed must count, too.
const sound =
  stepFailed === '0' && reports.every(({ success, numPassedTests }) => success && numPassedTests > 0);
const failed = Math.max(sum('numFailedTests'), sound ? 0 : 1);
console.log(`${passed} passed, ${failed} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`);
process.exit(failed === 0 ? 0 : 1);
