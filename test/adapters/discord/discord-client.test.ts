import { GatewayIntentBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient, leave } from '../../../src/adapters/discord/client.js';
import { connect } from '../../../src/adapters/discord/transports/connection.js';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake-discord.js';
import { createManualClock } from '../../fakes/manual-clock.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await createFakeDiscord();
});
afterEach(() => fake.stop());

it('asks the gateway for servers alone, and keeps of all people and messages only itself', async () => {
  const client = createClient({ apiUrl: fake.apiUrl, logger: createRecordingLogger() });
  await connect(client, {
    token: fake.token,
    clock: createManualClock(),
    stop: new AbortController().signal,
    isHeldUp: () => false,
  });
  expect(fake.gateway.identifies.map(({ intents }) => intents)).toEqual([GatewayIntentBits.Guilds]);
  for (let people = 0; people < 20; people++) {
    const user = fake.addUser(`person ${people}`);
    fake.slash({ subcommand: 'search', user });
    await client.guilds.cache.get(fake.guild.id)?.members.fetch(user.id);
  }
  await fake.heard();
  expect([...client.users.cache.keys()]).toEqual([client.user?.id]);
  expect([...(client.guilds.cache.get(fake.guild.id)?.members.cache.keys() ?? [])]).toEqual([
    client.user?.id,
  ]);
  await client.rest.post(`/channels/${fake.channel.id}/messages`, {
    body: { content: 'A message of its own' },
  });
  const channel = await client.channels.fetch(fake.channel.id);
  if (channel === null || !channel.isSendable()) return expect.fail('there is no channel');
  expect((await channel.messages.fetch()).size).toBe(1);
  expect(channel.messages.cache.size).toBe(0);
  await leave(client);
});

it('keeps of servers that they are there and nothing else, where an atlas remembers the rest', async () => {
  const client = createClient({ apiUrl: fake.apiUrl, logger: createRecordingLogger(), isLean: true });
  const warnings: string[] = [];
  const hear = ({ message }: Error) => void warnings.push(message);
  process.on('warning', hear);
  await connect(client, {
    token: fake.token,
    clock: createManualClock(),
    stop: new AbortController().signal,
    isHeldUp: () => false,
  });
  fake.changeChannel(fake.addChannel(), { locked: true });
  fake.slash({ subcommand: 'search' });
  fake.slash({ subcommand: 'search', channel: fake.directChannel() });
  await fake.heard();
  process.off('warning', hear);
  expect(client.guilds.cache.size).toBe(1);
  const guild = client.guilds.cache.get(fake.guild.id);
  expect(
    [client.channels, guild?.channels, guild?.roles, guild?.members].map((one) => one?.cache.size),
  ).toEqual([0, 0, 0, 0]);
  expect(warnings).toEqual([]);
  await leave(client);
});
