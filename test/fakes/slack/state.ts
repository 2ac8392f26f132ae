import type { HomeView, ModalView } from '@slack/types';
import { createWatch, type Watch } from '../watch.js';
import { createFaults, type Faults } from './faults.js';
import { createMessageBoard, type MessageBoard } from './message-board.js';
import { createPayloadChecks, type PayloadChecks } from './payload-checks.js';
import type { JsonObject } from './schema-unions.js';
import { createWorkspace, type Workspace } from './workspace.js';

/** One request to the Web API and what it was answered. */
export interface ApiCall {
  readonly method: string;
  readonly args: JsonObject;
  readonly answer: JsonObject;
}

/** Everything the parts of the fake share. */
export interface State {
  readonly botToken: string;
  readonly appToken: string;
  readonly scopes: ReadonlySet<string>;
  readonly workspace: Workspace;
  readonly watch: Watch;
  readonly board: MessageBoard;
  readonly faults: Faults;
  readonly violations: string[];
  readonly checks: PayloadChecks;
  readonly calls: ApiCall[];
  /** Each opens one view, once. */
  readonly triggers: Set<string>;
  readonly modals: ModalView[];
  readonly homes: Map<string, HomeView>;
  /** Each opens one socket, once. */
  readonly tickets: Set<string>;
  nextId(prefix: string): string;
}

export function createState(scopes: readonly string[], now: () => number): State {
  const watch = createWatch();
  const violations: string[] = [];
  let ids = 0;
  return {
    botToken: 'xoxb-fake-bot-token-not-a-secret',
    appToken: 'xapp-fake-app-token-not-a-secret',
    scopes: new Set(scopes),
    workspace: createWorkspace(),
    watch,
    board: createMessageBoard(watch, now),
    faults: createFaults(),
    violations,
    checks: createPayloadChecks(violations),
    calls: [],
    triggers: new Set(),
    modals: [],
    homes: new Map(),
    tickets: new Set(),
    nextId(prefix) {
      ids += 1;
      return `${prefix}${ids}`;
    },
  };
}
