import { GatewayDispatchEvents as Said } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../../src/adapters/discord/client.js';
import { type Atlas, createAtlas } from '../../../../src/adapters/discord/servers/atlas.js';
import { createRecordingLogger } from '../../../fakes/recording-logger.js';

const SELF = '100000000000000001';
const GUILD = '200000000000000001';
const CHANNEL = '300000000000000001';
const THREAD = '400000000000000001';
const ROLE = '500000000000000001';

const role = (id: string, permissions: string) => ({ id, name: 'role', permissions, position: 1, color: 7 });
const channel = { id: CHANNEL, type: 0, name: 'papers', topic: 'A long topic', parent_id: null };
const thread = {
  id: THREAD,
  type: 11,
  name: 'talk',
  parent_id: CHANNEL,
  thread_metadata: { archived: false },
};
const server = {
  id: GUILD,
  name: 'Reading group',
  owner_id: '1',
  roles: [role(GUILD, '1024')],
  emojis: [{ id: '9', name: 'smile' }],
  channels: [channel],
  threads: [thread],
  members: [{ user: { id: SELF }, roles: [] }],
};

let atlas: Atlas;
let say: (event: Said, data: unknown, shard?: number) => void;
beforeEach(() => {
  atlas = createAtlas(SELF);
  const client = createClient({ apiUrl: 'http://127.0.0.1:9/api', logger: createRecordingLogger() });
  atlas.listen(client);
  say = (event, data, shard = 0) => void client.ws.emit(event, data, shard);
  say(Said.GuildCreate, server);
});

const answer = (path: string): unknown => JSON.parse(atlas.answer(`/api/v10${path}`) ?? 'null');

describe('what is kept of a server', () => {
  it('is what Discord would answer, as far as rights, kinds and names follow from it', () => {
    expect(answer(`/guilds/${GUILD}`)).toEqual({
      id: GUILD,
      name: 'Reading group',
      owner_id: '1',
      roles: [{ id: GUILD, name: 'role', permissions: '1024', position: 1 }],
    });
    expect(answer(`/channels/${CHANNEL}`)).toEqual({
      id: CHANNEL,
      type: 0,
      name: 'papers',
      parent_id: null,
      guild_id: GUILD,
    });
    expect(answer(`/guilds/${GUILD}/members/${SELF}`)).toEqual({ user: { id: SELF }, roles: [] });
    expect(atlas.nameOf(THREAD)).toBe('talk');
    expect(atlas.channelsOf(GUILD)).toEqual([CHANNEL, THREAD]);
    expect(atlas.threadsOf(GUILD, CHANNEL)).toEqual([THREAD]);
  });

  it('answers nothing about others, nor about what a question asks besides', () => {
    for (const path of [
      `/guilds/${GUILD}/members/2`,
      `/guilds/${GUILD}/roles`,
      '/guilds/2',
      '/channels/2',
      `/channels/${CHANNEL}/messages`,
      '/gateway/bot',
    ])
      expect(answer(path)).toBeNull();
  });

  it('changes with its name, its roles, its channels and the bot in it', () => {
    say(Said.GuildUpdate, { ...server, channels: undefined, name: 'Another name' });
    say(Said.GuildRoleCreate, { guild_id: GUILD, role: role(ROLE, '8') });
    say(Said.GuildRoleUpdate, { guild_id: GUILD, role: role(GUILD, '0') });
    say(Said.ChannelUpdate, { ...channel, guild_id: GUILD, name: 'essays' });
    say(Said.GuildMemberUpdate, { guild_id: GUILD, user: { id: SELF }, roles: [ROLE] });
    say(Said.GuildMemberUpdate, { guild_id: GUILD, user: { id: '2' }, roles: [] });
    expect(answer(`/guilds/${GUILD}`)).toMatchObject({
      name: 'Another name',
      roles: [
        { id: ROLE, permissions: '8' },
        { id: GUILD, permissions: '0' },
      ],
    });
    expect(atlas.nameOf(CHANNEL)).toBe('essays');
    expect(answer(`/guilds/${GUILD}/members/${SELF}`)).toMatchObject({ roles: [ROLE] });
    say(Said.GuildRoleDelete, { guild_id: GUILD, role_id: ROLE });
    expect(answer(`/guilds/${GUILD}`)).toMatchObject({ roles: [{ id: GUILD }] });
  });

  it('loses threads that are archived, and channels that are deleted with their threads', () => {
    say(Said.ThreadUpdate, { ...thread, guild_id: GUILD, thread_metadata: { archived: true } });
    expect(atlas.nameOf(THREAD)).toBeUndefined();
    say(Said.ThreadListSync, { guild_id: GUILD, threads: [thread] });
    expect(atlas.nameOf(THREAD)).toBe('talk');
    say(Said.ChannelDelete, { ...channel, guild_id: GUILD });
    expect(atlas.channelsOf(GUILD)).toEqual([]);
  });

  it('outlasts an outage of Discord, and is forgotten when the bot leaves, also while nobody listened', () => {
    say(Said.GuildDelete, { id: GUILD, unavailable: true });
    expect(atlas.has(GUILD)).toBe(true);
    say(Said.GuildDelete, { id: GUILD });
    expect(atlas.has(GUILD)).toBe(false);
    say(Said.GuildCreate, server);
    say(Said.Ready, { guilds: [{ id: GUILD }] });
    expect(atlas.has(GUILD)).toBe(true);
    say(Said.Ready, { guilds: [] });
    expect(atlas.has(GUILD)).toBe(false);
  });
});
