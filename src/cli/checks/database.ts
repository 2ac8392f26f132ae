import { type Finding, fine, problem, warning } from '../../core/finding.js';
import type { Inspection } from '../../store/inspection.js';

const SUBJECT = 'Database';

/** What there is to say of the database. */
export function databaseFinding(inspection: Inspection): Finding {
  switch (inspection.state) {
    case 'current':
      return fine(SUBJECT, 'it answers, and has the schema of this version.');
    case 'absent':
      return fine(SUBJECT, 'there is none yet; the next start creates it.');
    case 'empty':
      return fine(SUBJECT, 'it answers, and is empty; the next start makes the tables.');
    case 'older':
      return warning(
        SUBJECT,
        `it answers, but its schema is ${inspection.steps} steps older than this version.`,
        'The next start brings it up to date; make a backup before.',
      );
    case 'unusable':
      return problem(SUBJECT, 'it cannot be used.', inspection.reason);
  }
}
