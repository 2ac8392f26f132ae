export { createDiscordAdapter, type DiscordAdapterOptions } from './adapter.js';
