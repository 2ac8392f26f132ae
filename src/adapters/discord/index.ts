export { createDiscordAdapter, type DiscordAdapterOptions } from './adapter.js';
export { type DiscordDiagnosisOptions, diagnoseDiscord } from './diagnosis/diagnosis.js';
