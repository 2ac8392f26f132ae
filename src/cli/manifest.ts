import { slackManifest } from '../adapters/slack/index.js';
import { createRegistry } from '../core/registry.js';
import { loadCommands } from '../load-commands.js';
import type { Terminal } from './terminal.js';

/** `paperboy manifest slack`: prints the app manifest to paste into Slack, made from the commands there are. */
export async function manifest({ output }: Terminal): Promise<number> {
  const { commands } = createRegistry(await loadCommands());
  output.write(`${JSON.stringify(slackManifest(commands), null, 2)}\n`);
  return 0;
}
