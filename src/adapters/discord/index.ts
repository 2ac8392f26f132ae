export { createDiscordAdapter, type DiscordAdapterOptions } from './adapter.js';
export { diagnoseDiscord } from './diagnosis/diagnosis.js';
