export { createSlackAdapter, type SlackAdapterOptions } from './adapter.js';
export { diagnoseSlack } from './diagnosis.js';
export { slackManifest } from './manifest.js';
