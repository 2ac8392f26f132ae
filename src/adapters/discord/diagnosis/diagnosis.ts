import type { Clock } from '../../../core/clock.js';
import type { CommandSummary } from '../../../core/command.js';
import { type Finding, fine, type PostingPlace } from '../../../core/finding.js';
import type { Logger } from '../../../ops/logger.js';
import { createClient, leave } from '../client.js';
import { inviteUrl, personalInviteUrl } from '../permissions.js';
import type { ShardRange } from '../transports/shards.js';
import { createClockWatch } from './clock-skew.js';
import { failure } from './failure.js';
import { portalFindings, readPortal } from './portal.js';
import { placeFindings } from './posting-places.js';
import { registrationFinding } from './registered.js';
import { sessionFinding } from './remaining-sessions.js';

export interface DiscordDiagnosisOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId?: string;
  readonly publicKey?: string;
  /** Those of the process that is looked at; all of them, if not given. */
  readonly shards?: ShardRange;
  /** False where the configuration does not tell how commands are to come. */
  readonly transportKnown: boolean;
  readonly commands: readonly CommandSummary[];
  /** What this bot remembers; absent where that cannot be read. */
  readonly memory?: { read(key: string): Promise<string | undefined> };
  /** Absent where they cannot be read. */
  readonly places?: readonly PostingPlace[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Looks at the application, and at every channel that something is posted to. It only reads: nothing changes at Discord, no session is begun, and
 * a bot that runs meanwhile is not disturbed. Never rejects.
 */
export async function* diagnoseDiscord(options: DiscordDiagnosisOptions): AsyncGenerator<Finding> {
  const { token, publicKey, transportKnown, shards, clock, places = [] } = options;
  // Trouble is what is looked for, so it is not waited out.
  const client = createClient({ ...options, retries: 0 });
  const { rest } = client;
  rest.setToken(token);
  const skew = createClockWatch(rest, clock);
  try {
    const portal = await readPortal(rest);
    yield fine('Discord token', `valid; the application is ${portal.name} (${portal.id}).`);
    yield* portalFindings(portal, options);
    yield skew.finding();
    if (transportKnown && publicKey === undefined)
      yield await guarded('Discord sessions', sessionFinding(rest, shards));
    yield await registrationFinding(rest, portal.id, options);
    yield* placeFindings(places, { ...options, selfId: portal.botId, applicationId: portal.id });
    yield fine('Discord invite', inviteUrl(portal.id));
    yield fine('Discord invite, for oneself', personalInviteUrl(portal.id));
  } catch (error) {
    yield failure('Discord', error);
  } finally {
    await leave(client);
  }
}

async function guarded(subject: string, looking: Promise<Finding>): Promise<Finding> {
  return looking.catch((error: unknown) => failure(subject, error));
}
