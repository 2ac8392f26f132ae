import type { Client, Guild } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import { type Finding, fine, type PostingPlace, problem, warning } from '../../../core/finding.js';
import type { Logger } from '../../../ops/logger.js';
import { createClient, leave } from '../client.js';
import { toDeliveryError } from '../errors.js';
import { checkChannel, inviteUrl, type Standpoint } from '../permissions.js';
import { reasonOf } from './failure.js';

export interface PlaceOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly applicationId: string;
  /** The user that the bot is. */
  readonly selfId: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const RESUME = '`/papers daily mode:resume` there brings it back.';

/** Whether paperboy may post in each channel. Three requests a server, one server after the other; threads cost one each. Never rejects. */
export async function* placeFindings(
  places: readonly PostingPlace[],
  options: PlaceOptions,
): AsyncGenerator<Finding> {
  const client = createClient({ ...options, retries: 0 });
  client.rest.setToken(options.token);
  try {
    for (const [tenant, inside] of byTenant(places)) yield* serverFindings(tenant, inside, client, options);
  } finally {
    await leave(client);
  }
}

function byTenant(places: readonly PostingPlace[]): ReadonlyMap<string, readonly PostingPlace[]> {
  const tenants = new Map<string, PostingPlace[]>();
  for (const place of places) {
    const { tenant } = place.target;
    tenants.set(tenant, [...(tenants.get(tenant) ?? []), place]);
  }
  return tenants;
}

async function* serverFindings(
  tenant: string,
  places: readonly PostingPlace[],
  client: Client,
  { applicationId, selfId }: PlaceOptions,
): AsyncGenerator<Finding> {
  let guild: Guild;
  try {
    guild = await readGuild(client, tenant, selfId);
  } catch (error) {
    yield unknownServer(tenant, places, { error, applicationId });
    return;
  }
  const self: Standpoint = {
    userId: selfId,
    async findChannel(_, id) {
      const channel = guild.channels.cache.get(id) ?? (await client.channels.fetch(id));
      return channel === null || channel.isDMBased() || channel.guildId !== tenant ? undefined : channel;
    },
  };
  for (const place of places) yield await placeFinding(place, guild, self);
  client.guilds.cache.clear();
  client.channels.cache.clear();
}

/** A server with its channels and our own roles in it, so that rights are worked out without another request. */
async function readGuild(client: Client, id: string, selfId: string): Promise<Guild> {
  const guild = await client.guilds.fetch({ guild: id, force: true });
  await guild.channels.fetch();
  await guild.members.fetch({ user: selfId });
  return guild;
}

function unknownServer(
  tenant: string,
  places: readonly PostingPlace[],
  { error, applicationId }: { readonly error: unknown; readonly applicationId: string },
): Finding {
  const { kind } = toDeliveryError(error);
  const subject = `Discord server ${tenant}`;
  const channels = places.length === 1 ? '1 channel' : `${places.length} channels`;
  if (kind !== 'gone' && kind !== 'denied')
    return warning(subject, `${channels} could not be looked at: ${reasonOf(error)}`, 'Try again later.');
  const text = `something is set up for ${channels} of it, but the bot is not in it.`;
  const remedy = `Whoever manages it can add the bot again at ${inviteUrl(applicationId)}`;
  const isKnown = places.every(({ stopped }) => stopped !== undefined);
  return isKnown ? warning(subject, text, remedy) : problem(subject, text, remedy);
}

async function placeFinding(
  { target, layout, stopped }: PostingPlace,
  guild: Guild,
  self: Standpoint,
): Promise<Finding> {
  const name = guild.channels.cache.get(target.id)?.name;
  const subject = `Discord channel ${name === undefined ? target.id : `#${name}`} of ${guild.name}`;
  try {
    const verdict = await checkChannel(self, target, layout);
    // Nobody has to be alarmed of what people have been told of.
    if (!verdict.ok)
      return (stopped === undefined ? problem : warning)(
        subject,
        verdict.missing,
        `When that is mended: ${RESUME}`,
      );
    if (stopped === undefined) return fine(subject, 'paperboy may post there.');
    return warning(subject, `paperboy may post there, but does not try any more: ${stopped}`, RESUME);
  } catch (error) {
    return warning(subject, `it could not be looked at: ${reasonOf(error)}`, 'Try again later.');
  }
}
