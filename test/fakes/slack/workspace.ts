/** A person or a bot of the fake workspace. */
export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly role: 'owner' | 'admin' | 'member' | 'guest' | 'bot';
  /** Differs from the workspace's own for people who are here through a shared channel. */
  readonly teamId: string;
  readonly deleted: boolean;
}

export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  readonly creator: string;
  readonly archived: boolean;
  /** Whether the bot was invited. */
  readonly joined: boolean;
}

/** Who and what exists in the fake Slack before anybody says a word. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly bot: FakeUser & { readonly botId: string };
  readonly users: ReturnType<typeof createUsers>;
  readonly channels: ReturnType<typeof createChannels>;
  findUser(id: string): FakeUser | undefined;
  /** The bot's direct messages with a person. */
  directMessages(person: FakeUser): FakeChannel;
  /** By id; the id of a person stands for the bot's direct messages with them. */
  findChannel(id: string): FakeChannel | undefined;
}

const TEAM = { id: 'T0PAPERS1', name: 'Paper Readers', domain: 'paper-readers' };

export function createWorkspace(): Workspace {
  const bot = { ...user('U0PAPERBOY', 'paperboy', 'bot'), botId: 'B0PAPERBOY' };
  const users = createUsers();
  const channels = createChannels(users.creator.id);
  const people = [...Object.values(users), bot];
  const direct = people.map(directMessages);
  const places = [...Object.values(channels), ...direct];
  const findUser = (id: string) => people.find((person) => person.id === id);
  return {
    team: TEAM,
    bot,
    users,
    channels,
    findUser,
    directMessages,
    findChannel: (id) =>
      places.find((place) => place.id === id || (place.kind === 'direct' && place.name === id)),
  };
}

function createUsers() {
  return {
    owner: user('U0OWNER01', 'olga', 'owner'),
    admin: user('U0ADMIN01', 'ada', 'admin'),
    member: user('U0MEMBER1', 'mia', 'member'),
    /** Made every channel; a plain member otherwise. */
    creator: user('U0CREATOR', 'carl', 'member'),
    guest: user('U0GUEST01', 'gus', 'guest'),
    stranger: { ...user('U0STRANGE', 'sven', 'member'), teamId: 'T0ELSEWHE' },
    leaver: { ...user('U0LEAVER1', 'lea', 'member'), deleted: true },
  };
}

function createChannels(creator: string) {
  const channel = { kind: 'public', creator, archived: false, joined: true } as const;
  return {
    papers: { ...channel, id: 'C0PAPERS1', name: 'papers' },
    /** Public, and nobody invited the bot. */
    elsewhere: { ...channel, id: 'C0ELSEWHE', name: 'elsewhere', joined: false },
    /** Private, with the bot in it. */
    circle: { ...channel, id: 'C0CIRCLE1', name: 'circle', kind: 'private' },
    /** Private, and the bot cannot see it. */
    secret: { ...channel, id: 'C0SECRET1', name: 'secret', kind: 'private', joined: false },
    /** Direct messages of two people; no app sees them. */
    pair: { ...channel, id: 'D0MIA0ADA', name: 'mia and ada', kind: 'direct', joined: false },
    archive: { ...channel, id: 'C0ARCHIVE', name: 'archive', archived: true },
  } as const satisfies Record<string, FakeChannel>;
}

function user(id: string, name: string, role: FakeUser['role']): FakeUser {
  return { id, name, role, teamId: TEAM.id, deleted: false };
}

/** Under an id that can be told from that of the person. */
function directMessages(person: FakeUser): FakeChannel {
  return {
    id: `D${person.id.slice(1)}`,
    name: person.id,
    kind: 'direct',
    creator: '',
    archived: false,
    joined: true,
  };
}
