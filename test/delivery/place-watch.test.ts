import { describe, expect, it } from 'vitest';
import type { DestinationKeeper } from '../../src/delivery/destination-keeper.js';
import type { KnownChannel } from '../../src/delivery/destination-state.js';
import { createPlaceLookout } from '../../src/delivery/place-watch.js';

const channelOf = (tenant: string, id: string): KnownChannel => ({
  target: { platform: 'discord', tenant, id, kind: 'channel' },
  status: { state: 'active', failureDays: [] },
});

/** A lookout over some channels, and what it has done about them. */
function lookoutOver(channels: readonly KnownChannel[]) {
  const done: string[] = [];
  let away = false;
  const questions: number[] = [];
  const answer = async <Value>(value: Value) => {
    if (away) throw new Error('The database is away.');
    return value;
  };
  const keeper: Pick<DestinationKeeper, 'lose' | 'review'> = {
    lose: async ({ target }, { state, reason }) => void done.push(`${target.id} ${state}: ${reason}`),
    review: async ({ target }) => void done.push(`${target.id} looked at`),
  };
  const states = {
    async known(_: string, tenants: readonly string[]) {
      questions.push(tenants.length);
      return answer(channels.filter(({ target }) => tenants.includes(target.tenant)));
    },
    tenants: () => answer([...new Set(channels.map(({ target }) => target.tenant))]),
  };
  const lookout = createPlaceLookout({ states, keeper });
  const look = async () => {
    await lookout.look();
    return done.splice(0);
  };
  return {
    lookout,
    look,
    questions,
    setAway: (now: boolean) => {
      away = now;
    },
  };
}

const G = { platform: 'discord', tenant: 'G' };
const H = { platform: 'discord', tenant: 'H' };

describe('what platforms tell of their places', () => {
  const room = () => lookoutOver([channelOf('G', 'one'), channelOf('G', 'two'), channelOf('H', 'three')]);

  it('is looked into for the channels it concerns, once', async () => {
    const { lookout, look } = room();
    for (let count = 0; count < 500; count++) lookout.changed({ ...G, id: 'one' });
    lookout.lost({ ...H, id: 'three' }, 'Gone.');
    lookout.changed({ ...H, id: 'unknown' });
    expect(await look()).toEqual(['one looked at', 'three gone: Gone.']);
    expect(await look()).toEqual([]);
  });

  it('counts as it was told last when the bot leaves and comes back', async () => {
    const { lookout, look } = room();
    lookout.lost(G, 'Left.');
    lookout.changed(G);
    expect(await look()).toEqual(['one looked at', 'two looked at']);
    lookout.changed(G);
    lookout.lost(G, 'Left.');
    expect(await look()).toEqual(['one suspended: Left.', 'two suspended: Left.']);
  });

  it('is kept for the next time while the database is away, and what comes then goes before it', async () => {
    const { lookout, look, setAway } = room();
    lookout.lost(G, 'Left.');
    lookout.lost({ ...H, id: 'three' }, 'Gone.');
    lookout.returned('discord', () => undefined);
    setAway(true);
    await expect(look()).rejects.toThrow('away');
    setAway(false);
    lookout.changed(G);
    expect(await look()).toEqual(['one looked at', 'two looked at', 'three gone: Gone.']);
  });

  it('says after an absence which tenants the bot is in no more; of others it does not know', async () => {
    const { lookout, look } = room();
    lookout.returned('discord', (tenant) => (tenant === 'G' ? 'Left.' : undefined));
    expect(await look()).toEqual(['one suspended: Left.', 'two suspended: Left.']);
    expect(await look()).toEqual([]);
  });

  it('is one question for a hundred tenants, however many there are', async () => {
    const { lookout, look, questions } = room();
    for (let count = 0; count < 2_500; count++) lookout.changed({ ...G, tenant: `G${count}` });
    await look();
    expect(questions).toEqual(Array.from({ length: 25 }, () => 100));
  });
});
