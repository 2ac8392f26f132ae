// Prints the last line of a run from the test runner's JSON report, and ends with 1 when anything failed, a step beside the tests included.
import { existsSync, readFileSync } from 'node:fs';

const [file, stepFailed] = process.argv.slice(2);
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
// A file that did not even load fails without a failed test; a step that failed must count, too.
const failed = Math.max(numFailedTests, report.success === true && stepFailed === '0' && passed > 0 ? 0 : 1);
console.log(`${passed} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exit(failed === 0 ? 0 : 1);
