export { createSlackAdapter, type SlackAdapterOptions } from './adapter.js';
export { slackManifest } from './manifest.js';
