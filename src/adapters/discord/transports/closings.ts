import { GatewayCloseCodes } from 'discord.js';

const NEW_TOKEN =
  'Discord does not accept DISCORD_TOKEN any more. Copy the bot token again from the developer portal (Bot, Reset Token), and start paperboy again.';
const UPDATE = 'Update paperboy, and start it again.';

/** Why Discord has closed the gateway for good, and what the operator can do; after these codes nobody may connect again. */
export function explainClosing(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return NEW_TOKEN;
    case GatewayCloseCodes.InvalidShard:
      return 'Discord knows no such shard. Correct DISCORD_SHARDS, or set it to auto, and start paperboy again.';
    case GatewayCloseCodes.ShardingRequired:
      return 'The bot is in too many servers for so few shards. Set DISCORD_SHARDS to auto, or divide its processes into more shards, and start paperboy again.';
    case GatewayCloseCodes.InvalidAPIVersion:
      return `Discord does not speak this version of its gateway any more. ${UPDATE}`;
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.DisallowedIntents:
      return `Discord does not let this application listen to its servers. Look at it in the developer portal (Bot), whether it is still allowed what every bot is. ${UPDATE}`;
    default:
      return `Discord has closed the connection for good (code ${code}). Start paperboy again.`;
  }
}
