import { PermissionFlagsBits } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import type { Fault } from '../fakes/discord/faults.js';
import { textOf } from '../fakes/discord/message-view.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const MINUTES = 60_000;
const permissions = PermissionFlagsBits.ManageChannels;
const PAGE = '<html><title>Access denied | Cloudflare</title></html>';

interface Case {
  readonly fault: Pick<Fault, 'status' | 'body' | 'headers'>;
  /** How long until it is posted after all; never, if not given. */
  readonly after?: number;
  /** Whether other lists have to wait, too. */
  readonly holdsUpOthers?: boolean;
  readonly reason: string;
  /** What becomes of the channel. */
  readonly state?: 'gone';
  readonly days?: number;
  readonly event: string;
}

const limited = (scope: string, headers: Readonly<Record<string, string>> = {}) => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: 0.05, global: scope === 'global' },
  headers: { 'retry-after': '0.05', 'x-ratelimit-scope': scope, ...headers },
});
const error = (status: number, code: number) => ({ status, body: { code, message: 'No' } });

const CASES: Readonly<Record<string, Case>> = {
  '403 for want of a right that it has by all we know': {
    fault: error(403, 50013),
    reason: 'I may not post in this channel',
    days: 1,
    event: 'delivery-failed',
  },
  '404 for a channel that is gone': {
    fault: error(404, 10003),
    reason: 'This channel no longer exists.',
    state: 'gone',
    event: 'destination-suspended',
  },
  '404 for a server that is gone': {
    fault: error(404, 10004),
    reason: 'I am not in this server any more',
    state: 'gone',
    event: 'destination-suspended',
  },
  '429 for the channel': {
    fault: limited('user', { 'x-ratelimit-limit': '5' }),
    after: 1,
    reason: 'Discord asked to slow down.',
    event: 'delivery-delayed',
  },
  '429 for everything': {
    fault: limited('global', { 'x-ratelimit-global': 'true' }),
    // discord.js counts that one by the machine's time, which passes more slowly here.
    after: 15,
    holdsUpOthers: true,
    reason: 'Discord asked to slow down.',
    event: 'delivery-delayed',
  },
  '429 for what others use as well': {
    fault: limited('shared', { 'x-ratelimit-limit': '5' }),
    after: 1,
    reason: 'Discord asked to slow down.',
    event: 'delivery-delayed',
  },
  'a page with 429': {
    fault: { status: 429, body: PAGE, headers: { 'retry-after': '600' } },
    after: 16,
    holdsUpOthers: true,
    reason: 'Discord is not taking requests from this address at the moment.',
    event: 'delivery-delayed',
  },
  'a page with 403': {
    fault: { status: 403, body: PAGE },
    after: 16,
    holdsUpOthers: true,
    reason: 'Discord is not taking requests from this address at the moment.',
    event: 'delivery-delayed',
  },
  'a page with 503': {
    fault: { status: 503, body: PAGE },
    after: 1,
    reason: 'Discord answered with an error of its own (503).',
    event: 'delivery-unknown',
  },
  '500': {
    fault: { status: 500, body: { message: 'Internal server error', code: 0 } },
    after: 1,
    reason: 'Discord answered with an error of its own (500).',
    event: 'delivery-unknown',
  },
};

describe('a list that is answered with', () => {
  const platforms = useTwoPlatforms();
  let first: FakeChannel;
  let second: FakeChannel;
  const turnOn = async (name: string) => {
    const channel = platforms.discord.addChannel({ name });
    await platforms.discord.heard();
    const options = { mode: 'on', at: '13:00', size: 1 };
    await platforms.discord.slash({ subcommand: 'daily', options, channel, permissions }).answer();
    return channel;
  };
  const lists = (channel: FakeChannel) =>
    platforms.discord.messages(channel).filter((message) => textOf(message).includes('1 paper for')).length;
  const stateOf = ({ id, guildId: tenant = '' }: FakeChannel) =>
    platforms.house.keeper.stateOf({ platform: 'discord', tenant, id, kind: 'channel' });
  const lastOf = async ({ id, guildId: tenant = '' }: FakeChannel) =>
    (await platforms.house.services.daily.show({ platform: 'discord', tenant, id, kind: 'channel' })).last;
  const pass = async (minutes: number) => {
    platforms.clock.advance(minutes * MINUTES);
    await platforms.tick();
  };
  beforeEach(async () => {
    first = await turnOn('first');
    second = await turnOn('second');
  });

  it.each(Object.entries(CASES))('%s', async (_, expected) => {
    const { fault, after, holdsUpOthers = false, reason, state = 'active', days = 0, event } = expected;
    const path = new RegExp(`/channels/${first.id}/messages$`);
    platforms.discord.failNext({ method: 'POST', path, ...fault });
    await pass(61);
    // The message and the queue.
    expect(lists(first)).toBe(0);
    expect((await lastOf(first))?.reason).toContain(reason);
    // The destination, and the others.
    expect(await stateOf(first)).toMatchObject({ state, failureDays: { length: days } });
    if (!holdsUpOthers) expect(lists(second)).toBe(1);
    // The log.
    expect(platforms.log()).toContain(`"event":"${event}"`);
    for (let minute = 0; minute < 20; minute++) {
      if (after !== undefined && minute >= after + 1) expect(lists(first)).toBe(1);
      await pass(1);
    }
    expect([lists(first), lists(second)]).toEqual([after === undefined ? 0 : 1, 1]);
    expect(await stateOf(first)).toMatchObject({ state });
  });

  it('401 is followed by no other request; after a restart with a good token everything comes', async () => {
    platforms.discord.failNext({
      method: 'POST',
      path: new RegExp(`/channels/${first.id}/messages$`),
      status: 401,
      body: { code: 0, message: '401: Unauthorized' },
    });
    await pass(61);
    const posts = () =>
      platforms.discord.requests.filter(
        ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
      );
    const before = posts().length;
    for (let minute = 0; minute < 5; minute++) await pass(1);
    expect(lists(first)).toBe(0);
    expect(posts()).toHaveLength(before);
    expect((await lastOf(first))?.reason).toContain('Discord refuses the bot token');
    expect(await stateOf(first)).toMatchObject({ state: 'active', failureDays: [] });
    await platforms.restart();
    await pass(1);
    expect([lists(first), lists(second)]).toEqual([1, 1]);
  });
});
