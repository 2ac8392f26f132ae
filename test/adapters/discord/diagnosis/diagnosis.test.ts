import { REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../../src/adapters/discord/diagnosis/failure.js';
import { type DiscordDiagnosisOptions, diagnoseDiscord } from '../../../../src/adapters/discord/index.js';
import type { Finding, PostingPlace } from '../../../../src/core/finding.js';
import { createFakeDiscord, type FakeDiscord } from '../../../fakes/discord/fake-discord.js';
import { createManualClock } from '../../../fakes/manual-clock.js';
import { createRecordingLogger } from '../../../fakes/recording-logger.js';

describe('a look at Discord', () => {
  let fake: FakeDiscord;
  beforeEach(async () => {
    fake = await createFakeDiscord();
  });
  afterEach(() => fake.stop());

  const examine = async ({
    now = new Date(),
    places = [],
    transport = { transportKnown: true },
    ...given
  }: {
    readonly now?: Date;
    readonly places?: readonly PostingPlace[];
    readonly transport?: { readonly transportKnown: boolean; readonly publicKey?: string };
  } & Partial<Pick<DiscordDiagnosisOptions, 'shards' | 'memory'>> = {}): Promise<readonly Finding[]> => {
    const findings: Finding[] = [];
    const { token, apiUrl } = fake;
    const [clock, logger] = [createManualClock(now), createRecordingLogger()];
    const more = { ...transport, ...given };
    const options = { token, apiUrl, places, commands: [], clock, logger, ...more };
    for await (const one of diagnoseDiscord(options)) findings.push(one);
    return findings;
  };
  const about = (findings: readonly Finding[], subject: string) =>
    findings.filter((one) => one.subject.startsWith(subject));
  const place = (id: string, more: Partial<PostingPlace> = {}): PostingPlace => ({
    target: { platform: 'discord', tenant: fake.guild.id, id, kind: 'channel' },
    ...more,
  });

  it.each([
    [20, 'ok'],
    [60, 'warning'],
    [-60, 'warning'],
    [600, 'problem'],
  ])('takes a clock that is %i seconds ahead for %s', async (seconds, level) => {
    const now = new Date(new Date().getTime() + seconds * 1_000);
    expect(about(await examine({ now }), 'Clock')).toMatchObject([{ level }]);
  });

  it('compares the sessions that are left with those that the shards of this process need', async () => {
    Object.assign(fake.gateway.rules, { remaining: 399, shards: 1 });
    const half = { first: 0, last: 399, total: 800 };
    expect(about(await examine(), 'Discord sessions')).toMatchObject([{ level: 'ok' }]);
    expect(about(await examine({ shards: half }), 'Discord sessions')).toMatchObject([
      { level: 'problem', text: expect.stringContaining('399 of 1000 connections') },
    ]);
    fake.gateway.rules.remaining = 449;
    expect(about(await examine({ shards: half }), 'Discord sessions')).toMatchObject([{ level: 'warning' }]);
    fake.gateway.rules.remaining = 1_000;
    expect(about(await examine({ shards: half }), 'Discord sessions')).toMatchObject([
      { level: 'ok', text: expect.stringContaining('a start needs 400.') },
    ]);
  });

  it('finds more shards than Discord ever lets begin', async () => {
    const findings = await examine({ shards: { first: 0, last: 0, total: 951 } });
    expect(about(findings, 'Discord sessions')).toMatchObject([
      { level: 'problem', text: expect.stringContaining('DISCORD_SHARDS makes 951 shards of the bot') },
    ]);
  });

  it('says nothing of the transport, nor how to mend it, where the configuration does not tell which it is', async () => {
    fake.portal.endpointUrl = 'https://bot.example/discord/interactions';
    const findings = await examine({ transport: { transportKnown: false } });
    expect(about(findings, 'Discord token')).toMatchObject([{ level: 'ok' }]);
    for (const subject of ['Discord transport', 'Discord public key', 'Discord sessions'])
      expect(about(findings, subject)).toEqual([]);
  });

  it('tells of the endpoint where it is, and nothing that may be secret', async () => {
    fake.portal.endpointUrl = 'https://me:hunter2@bot.example/discord/interactions?key=hunter3#hunter4';
    const publicKey = '0'.repeat(64);
    for (const transport of [{ transportKnown: true }, { transportKnown: true, publicKey }]) {
      const [finding] = about(await examine({ transport }), 'Discord transport');
      expect(finding?.text).toContain('https://bot.example/discord/interactions');
      expect(finding?.text).not.toContain('hunter');
    }
  });

  it('asks three times about a server, however many channels of it there are', async () => {
    const channels = Array.from({ length: 40 }, (_, index) => fake.addChannel({ name: `room-${index}` }));
    const findings = await examine({ places: channels.map(({ id }) => place(id)) });
    expect(about(findings, 'Discord channel #room')).toHaveLength(40);
    expect(fake.requests.filter(({ path }) => path.startsWith('/guilds/'))).toHaveLength(3);
    expect(fake.requests.filter(({ path }) => path.startsWith('/channels/'))).toEqual([]);
  });

  it('looks at threads and forums as they are posted to, and at channels that are gone', async () => {
    const talk = fake.addChannel({ kind: 'thread', name: 'talk', parentId: fake.channel.id, locked: true });
    const forum = fake.addChannel({ kind: 'forum', name: 'forum', requiresTag: true });
    const findings = await examine({
      places: [
        place(talk.id),
        place(forum.id, { layout: { style: 'forum' } }),
        place('123456789012345678', { stopped: 'This channel no longer exists.' }),
      ],
    });
    expect(about(findings, 'Discord channel')).toEqual([
      expect.objectContaining({ level: 'problem', text: expect.stringContaining('is locked') }),
      expect.objectContaining({
        level: 'problem',
        text: expect.stringContaining('takes no posts without a tag'),
      }),
      expect.objectContaining({ level: 'warning', text: 'This channel no longer exists.' }),
    ]);
  });

  it('says that a channel is left alone though it may be posted to', async () => {
    const findings = await examine({ places: [place(fake.channel.id, { stopped: 'I was refused.' })] });
    expect(about(findings, 'Discord channel #papers')).toEqual([
      {
        level: 'warning',
        subject: 'Discord channel #papers of Reading group',
        text: 'paperboy may post there, but does not try any more: I was refused.',
        remedy: '`/papers daily mode:resume` there brings it back.',
      },
    ]);
  });

  it.each([
    [503, '<html>Bad gateway</html>', 'Discord answers with HTTP 503.'],
    [403, '<html>Access denied</html>', 'Discord answers with HTTP 403.'],
  ])('says that Discord is in trouble where it answers with %i', async (status, body, text) => {
    fake.failNext({ method: 'GET', path: /applications/, status, body });
    expect(await examine()).toEqual([expect.objectContaining({ level: 'problem', text })]);
  });

  it('goes on where one server cannot be looked at', async () => {
    fake.failNext({ method: 'GET', path: /^\/guilds/, status: 500 });
    const findings = await examine({ places: [place(fake.channel.id)] });
    expect(about(findings, 'Discord server')).toEqual([
      expect.objectContaining({
        level: 'warning',
        text: expect.stringContaining('1 channel could not be looked at'),
      }),
    ]);
    expect(about(findings, 'Discord invite')).toHaveLength(2);
  });

  /** As anybody with the token may. */
  const register = (name: string) =>
    new REST({ api: fake.apiUrl })
      .setToken(fake.token)
      .put(Routes.applicationCommands(fake.applicationId), { body: [{ name, description: 'What it does' }] });

  it('finds commands that another program has put in the place of ours, whatever is remembered', async () => {
    await register('weather');
    expect(about(await examine({ memory: { read: async () => 'global:hash' } }), 'Discord commands')).toEqual(
      [
        {
          level: 'warning',
          subject: 'Discord commands',
          text: 'those that are registered everywhere are not those of this version.',
          remedy: 'The next start of paperboy registers them.',
        },
      ],
    );
  });

  it('goes on where the database does not tell what was registered', async () => {
    await register('papers');
    const read = async () => {
      throw new Error('The disk is full.');
    };
    const findings = await examine({ memory: { read } });
    expect(about(findings, 'Discord commands')).toEqual([
      expect.objectContaining({ level: 'warning', remedy: 'See to the database first.' }),
    ]);
    expect(about(findings, 'Discord invite')).toHaveLength(2);
  });

  it.each([
    ['Discord', /applications\/@me$/],
    ['Discord sessions', /gateway\/bot$/],
  ])('does not call %s out of reach because of an answer that nobody understands', async (subject, path) => {
    fake.failNext({ method: 'GET', path, status: 200, body: { other: true } });
    expect(await examine()).toContainEqual(
      expect.objectContaining({ subject, text: "Discord's answer is not one that paperboy understands." }),
    );
  });

  it('says that Discord cannot be reached where it breaks the connection', async () => {
    fake.failNext({ method: 'GET', path: /applications\/@me$/ });
    expect(await examine()).toEqual([expect.objectContaining({ text: 'Discord cannot be reached.' })]);
  });

  it('calls a mistake of its own one', () => {
    expect(failure('Discord', new TypeError('x is not a function'))).toMatchObject({
      level: 'problem',
      text: 'paperboy came upon something it did not expect (TypeError: x is not a function).',
    });
  });
});
