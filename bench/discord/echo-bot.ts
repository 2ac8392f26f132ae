import { Client, Events, GatewayIntentBits } from 'discord.js';

// The least that a bot on discord.js can be: the peer.
const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '' } = process.env;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) await interaction.respond([{ name: 'echo', value: 'echo' }]);
  else if (interaction.isRepliable()) await interaction.reply('Here is a paper for you.');
});
// What it cannot answer under load must not end it.
client.on(Events.Error, () => {});
client.once(Events.ClientReady, () => process.stdout.write('ready\n'));
process.once('SIGTERM', () => void client.destroy().then(() => process.exit(0)));
await client.login(token);
