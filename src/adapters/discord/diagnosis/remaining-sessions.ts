import type { REST } from 'discord.js';
import { type Finding, fine, problem, warning } from '../../../core/finding.js';
import { isScarce, readAllowance, suffices } from '../sessions/allowance.js';

const SUBJECT = 'Discord sessions';
const HOUR_MS = 60 * 60_000;

/** How often the bot may still connect to the gateway today. Rejects as discord.js does. */
export async function sessionFinding(rest: REST): Promise<Finding> {
  const allowance = await readAllowance(rest);
  const { remaining, total, resetAfterMs, shards } = allowance;
  const text = `${remaining} of ${total} connections to the gateway are left, anew in ${Math.ceil(resetAfterMs / HOUR_MS)} hours.`;
  if (!suffices(allowance, shards))
    return problem(
      SUBJECT,
      text,
      'Wait until then before you start paperboy, and find out what restarts it.',
    );
  return isScarce(allowance)
    ? warning(SUBJECT, text, 'Find out what restarts paperboy, or another program with its token, so often.')
    : fine(SUBJECT, text);
}
