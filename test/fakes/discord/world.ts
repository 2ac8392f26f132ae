import {
  type APIUser,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { createWatch, type Watch } from '../watch.js';
import { type ChannelKind, EVERYONE_MAY, type FakeChannel, type FakeTag } from './channels.js';
import { createUser, type FakeGuild, type FakePortal } from './guild-payloads.js';
import { createMessageBoard, type MessageBoard } from './message-board.js';
import { idOn, type Shard } from './session-rules.js';
import { createSnowflakes, instantOf, type Snowflakes } from './snowflakes.js';
import { createUploads, type Uploads } from './uploads.js';

export interface ChannelOptions {
  readonly guildId?: string;
  readonly kind?: Exclude<ChannelKind, 'direct' | 'group'>;
  readonly name?: string;
  readonly parentId?: string;
  readonly denied?: bigint;
  readonly locked?: boolean;
  readonly archived?: boolean;
  readonly authorId?: string;
  readonly tags?: readonly FakeTag[];
  readonly requiresTag?: boolean;
  readonly managers?: readonly string[];
  readonly hiddenFrom?: readonly string[];
  readonly ageRestricted?: boolean;
}

export type NewThread = Pick<FakeChannel, 'id' | 'name'> & Partial<Pick<FakeChannel, 'appliedTags'>>;

export type RegisteredCommand = RESTPutAPIApplicationCommandsJSONBody[number] & {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
};

interface State {
  readonly applicationId: string;
  readonly token: string;
  readonly bot: APIUser;
  readonly portal: FakePortal;
  readonly guilds: Map<string, FakeGuild>;
  readonly channels: Map<string, FakeChannel>;
  readonly users: Map<string, APIUser>;
  /** By guild id; the global ones under `global`. */
  readonly commands: Map<string, readonly RegisteredCommand[]>;
  /** People who do not take direct messages from the bot. */
  readonly closedToMessages: Set<string>;
  readonly board: MessageBoard;
  readonly uploads: Uploads;
  readonly snowflakes: Snowflakes;
  readonly watch: Watch;
}

/** The state of the fake Discord: who and what exists, and what has been said. */
export interface World extends State {
  addUser(name: string): APIUser;
  /** Of a shard, where it matters which. */
  addGuild(name: string, shard?: Shard): FakeGuild;
  addChannel(options: Required<Pick<ChannelOptions, 'guildId'>> & ChannelOptions): FakeChannel;
  /** Begins a thread in a channel; it has the id of the message it is about. */
  addThread(parent: FakeChannel, thread: NewThread): FakeChannel;
  directChannel(user: APIUser): FakeChannel;
  /** A channel of a server that the bot is not in, or a group of people. */
  addForeignChannel(kind: 'text' | 'group'): FakeChannel;
  botIsIn(channel: FakeChannel): boolean;
  /** What time it is, as Discord writes it. */
  instant(): string;
  /** What the bot may do in a channel. */
  botMay(channel: FakeChannel): bigint;
  /** What a person may do there because of the channel and its server alone. */
  userMay(user: APIUser, channel: FakeChannel): bigint;
}

export function createWorld(now: () => number): World {
  const snowflakes = createSnowflakes(now);
  const watch = createWatch();
  const applicationId = snowflakes.next();
  const bot = createUser(applicationId, 'paperboy', true);
  return populate({
    applicationId,
    token: tokenFor(applicationId),
    bot,
    portal: { flags: 0, installs: ['0', '1'], needsCodeGrant: false },
    guilds: new Map(),
    channels: new Map(),
    users: new Map([[bot.id, bot]]),
    commands: new Map(),
    closedToMessages: new Set(),
    board: createMessageBoard(snowflakes, watch),
    uploads: createUploads(snowflakes),
    snowflakes,
    watch,
  });
}

function populate(state: State): World {
  const { snowflakes, guilds, channels, users } = state;
  const remember = (channel: FakeChannel) => {
    channels.set(channel.id, channel);
    return channel;
  };
  return {
    ...state,
    addUser(name) {
      const user = createUser(snowflakes.next(), name);
      users.set(user.id, user);
      return user;
    },
    addGuild(name, shard = [0, 1]) {
      const guild = { id: idOn(shard, snowflakes.next()), name, ownerId: snowflakes.next() };
      guilds.set(guild.id, guild);
      return guild;
    },
    addChannel: ({ kind = 'text', name = 'papers', ...rest }) =>
      remember({ id: snowflakes.next(), kind, name, ...USUAL, ...rest }),
    addThread: ({ id: parentId, guildId }, thread) =>
      remember({
        kind: 'thread',
        parentId,
        ...(guildId === undefined ? {} : { guildId }),
        ...USUAL,
        ...thread,
      }),
    directChannel(user) {
      const known = [...channels.values()].find(({ recipient }) => recipient?.id === user.id);
      const fresh = { kind: 'direct', name: user.username, ...USUAL } as const;
      return known ?? remember({ id: snowflakes.next(), recipient: user, ...fresh });
    },
    addForeignChannel: (kind) =>
      remember({
        ...USUAL,
        id: snowflakes.next(),
        kind,
        name: 'far away',
        ...(kind === 'group' ? {} : { guildId: snowflakes.next() }),
      }),
    botIsIn: ({ kind, guildId }) => kind !== 'group' && (guildId === undefined || guilds.has(guildId)),
    instant: () => instantOf(snowflakes.next()),
    botMay(channel) {
      const parent = channels.get(channel.parentId ?? '');
      const denied = guilds.get(channel.guildId ?? '')?.denied ?? 0n;
      return EVERYONE_MAY & ~denied & ~channel.denied & ~(parent?.denied ?? 0n);
    },
    userMay({ id }, channel) {
      const managers = channels.get(channel.parentId ?? '')?.managers ?? channel.managers;
      return managers.includes(id) ? EVERYONE_MAY | PermissionFlagsBits.ManageChannels : EVERYONE_MAY;
    },
  };
}

const USUAL = {
  denied: 0n,
  locked: false,
  archived: false,
  managers: [],
  hiddenFrom: [],
  tags: [],
  requiresTag: false,
  appliedTags: [],
} as const;

/** Looks like a token and belongs to nobody. */
function tokenFor(applicationId: string): string {
  const owner = Buffer.from(applicationId).toString('base64url');
  return `${owner}.GfAkE0.${'not-a-real-token'.repeat(3).slice(0, 38)}`;
}
