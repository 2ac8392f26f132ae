import type { REST } from 'discord.js';
import { type Finding, fine, problem, warning } from '../../../core/finding.js';
import { isScarce, readAllowance, suffices } from '../sessions/allowance.js';
import { tooManyShards } from '../sessions/hindrance.js';
import { type ShardRange, shardCount, shardIds } from '../transports/shards.js';

const SUBJECT = 'Discord sessions';
const HOUR_MS = 60 * 60_000;

/** How often the bot may still connect to the gateway today, and whether that is enough for these shards. Rejects as discord.js does. */
export async function sessionFinding(rest: REST, range: ShardRange | undefined): Promise<Finding> {
  const allowance = await readAllowance(rest);
  const { remaining, total, resetAfterMs, shards } = allowance;
  const impossible = tooManyShards(allowance, shardCount(range, shards));
  if (impossible !== undefined)
    return problem(SUBJECT, impossible, 'Correct DISCORD_SHARDS: paperboy does not start with it.');
  const needed = shardIds(range, shards).length;
  const text = `${remaining} of ${total} connections to the gateway are left, anew in ${Math.ceil(resetAfterMs / HOUR_MS)} hours; a start needs ${needed}.`;
  if (remaining < needed)
    return problem(
      SUBJECT,
      text,
      'Wait until then before you start paperboy, and find out what restarts it.',
    );
  return isScarce(allowance) || !suffices(allowance, needed)
    ? warning(SUBJECT, text, 'Find out what restarts paperboy, or another program with its token, so often.')
    : fine(SUBJECT, text);
}
