import { appendFileSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { openBlackHole } from './support/black-hole.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';
import { type NameService, startNameService } from './support/name-service.js';
import { startTcpFront } from './support/tcp-front.js';
import { startTlsFront, type TlsFront, TRUSTED } from './support/tls-front.js';

const DAY = '22 May 2026';
const hasIpv6 = Object.values(networkInterfaces()).some((found) =>
  found?.some(({ address }) => address === '::1'),
);
const HERE = { address: '127.0.0.1', family: 4 } as const;

describe('a network in trouble', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
    await world.turnOn([world.places.discord, world.places.slack], '09:00');
    world.clock.set('2026-05-22T08:59:00Z');
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });
  const lists = () => [world.places.discord.lists(DAY), world.places.slack.lists(DAY)];
  const shown = () => Promise.all([world.places.discord.shows(DAY), world.places.slack.shows(DAY)]);

  describe('that knows names', () => {
    let names: NameService;
    beforeEach(async () => {
      names = await startNameService({ addresses: [HERE] });
    });
    afterEach(() => names.stop());
    /** Both platforms are reached by name, at these ports where they are given. */
    const named = (...ports: readonly number[]) => {
      const [discord, slack] = [new URL(world.discord.apiUrl), new URL(world.slack.apiUrl)];
      [discord.hostname, slack.hostname] = ['discord.test', 'slack.test'];
      for (const [index, url] of [discord, slack].entries()) url.port = String(ports[index] ?? url.port);
      return {
        ...names.env(world.clock.env['NODE_OPTIONS']),
        DISCORD_API_URL: discord.href,
        SLACK_API_URL: slack.href,
      };
    };

    it.skipIf(!hasIpv6)(
      'has a black hole where IPv6 should be: the lists come by the other way, and once',
      async () => {
        const holes = [world.discord.apiUrl, world.slack.apiUrl].map((url) =>
          openBlackHole('::1', Number(new URL(url).port)),
        );
        names.answer({ addresses: [{ address: '::1', family: 6 }, HERE] });
        await world.startBot(named());
        await names.asked(2);
        world.clock.set('2026-05-22T09:00:01Z');
        await shown();
        await world.settle();
        expect(lists()).toEqual([1, 1]);
        for (const hole of await Promise.all(holes)) await hole.stop();
      },
    );

    it.each(['EAI_AGAIN', 'ENOTFOUND'])(
      'knows them no more (%s): nothing is sent until it does again, and then once',
      async (code) => {
        const ports = [world.discord.apiUrl, world.slack.apiUrl].map((url) => Number(new URL(url).port));
        const fronts = await Promise.all(ports.map(startTcpFront));
        const bot = await world.startBot(named(...fronts.map(({ port }) => port)));
        names.answer({ code });
        // A connection that is still open needs no name.
        for (const front of fronts) front.hangUp();
        world.clock.set('2026-05-22T09:00:01Z');
        await names.asked(4);
        expect(lists()).toEqual([0, 0]);
        names.answer({ addresses: [HERE] });
        await shown();
        await world.settle();
        expect(lists()).toEqual([1, 1]);
        expect((await bot.finished).errors).toMatch(/cannot be reached/);
        await Promise.all(fronts.map((front) => front.stop()));
      },
    );
  });

  describe('that is encrypted', () => {
    let fronts: readonly [discord: TlsFront, slack: TlsFront];
    beforeEach(async () => {
      const ports = [world.discord.apiUrl, world.slack.apiUrl].map((url) => Number(new URL(url).port));
      const [discord = 0, slack = 0] = ports;
      fronts = [await startTlsFront(discord), await startTlsFront(slack)];
    });
    afterEach(() => Promise.all(fronts.map((front) => front.stop())));
    const encrypted = () => {
      const trusted = folder.path('trusted.pem');
      for (const file of Object.values(TRUSTED)) appendFileSync(trusted, readFileSync(file));
      const [discord, slack] = [new URL(world.discord.apiUrl), new URL(world.slack.apiUrl)];
      return {
        NODE_EXTRA_CA_CERTS: trusted,
        DISCORD_API_URL: `https://127.0.0.1:${fronts[0].port}${discord.pathname}`,
        SLACK_API_URL: `https://127.0.0.1:${fronts[1].port}${slack.pathname}`,
      };
    };

    it('has certificates that have expired: nothing is sent until they are renewed, and then once', async () => {
      const bot = await world.startBot(encrypted());
      for (const front of fronts) front.show('expired');
      world.clock.set('2026-05-22T09:00:01Z');
      await Promise.all(fronts.map((front) => front.refused(2)));
      expect(lists()).toEqual([0, 0]);
      for (const front of fronts) front.show('valid');
      await shown();
      await world.settle();
      expect(lists()).toEqual([1, 1]);
      expect((await bot.finished).errors).toMatch(/cannot be reached/);
    });
  });
});
