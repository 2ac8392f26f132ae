import { readConfig } from '../../src/config.js';
import { encodeAction } from '../../src/core/action-codec.js';
import type { Answer, ChatAdapter } from '../../src/core/chat-adapter.js';
import type { Form } from '../../src/core/form.js';
import type { Input, Target } from '../../src/core/invocation.js';
import { actionsOf, type Item, type Reply } from '../../src/core/reply.js';
import { type House, openHouse } from '../../src/house.js';
import type { EngineChoice } from '../../src/search/choose-engine.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../fakes/recording-logger.js';

export const CHANNEL: Target = { platform: 'test', tenant: 'home', id: 'papers', kind: 'channel' };

/** Where a person is written to. */
export function directMessages(person: string): Target {
  return { platform: CHANNEL.platform, tenant: CHANNEL.tenant, id: person, kind: 'direct' };
}

/** Who does something, and where; ana in the channel, with every right, if not said. */
export interface As {
  readonly person?: string;
  readonly rights?: boolean;
  readonly target?: Target;
  /** Where they ask, pictures can be shown. */
  readonly seesPictures?: boolean;
}

/** A whole paperboy in memory, on the seed, with one person in front of it. */
export interface Asking {
  readonly house: House;
  readonly clock: ManualClock;
  readonly logger: RecordingLogger;
  ask(line: string, as?: As): Promise<Answer>;
  /** Presses the button of a message that has this label. */
  press(message: { readonly reply: Reply }, label: string, as?: As): Promise<Answer>;
  /** Opens the form of a button that has this label; fails where it is not opened. */
  open(message: { readonly reply: Reply }, label: string, as?: As): Promise<Form>;
  /** Sends a form back with what is named filled in anew, by the names of the options. */
  send(form: Form, filling: Readonly<Record<string, string>>, as?: As): Promise<Answer>;
  close(): Promise<void>;
}

export async function startAsking(
  options: {
    readonly adapters?: readonly ChatAdapter[];
    readonly engine?: EngineChoice;
    readonly databaseUrl?: string;
  } = {},
): Promise<Asking> {
  const { databaseUrl = 'file::memory:' } = options;
  const clock = createManualClock();
  const logger = createRecordingLogger();
  const { config } = readConfig({ DATABASE_URL: databaseUrl, SEARCH_ENGINE: options.engine ?? 'auto' });
  const house = await openHouse({ config, clock, logger, adapters: options.adapters ?? [] });
  const asked = (
    input: Input,
    { person = 'ana', rights = true, target = CHANNEL, seesPictures = false }: As = {},
  ) => ({
    ...{ input, caller: { id: person }, target, hasRight: async () => rights },
    direct: directMessages(person),
    showsPictures: seesPictures,
  });
  const handle = (input: Input, as?: As) => house.bot.handle(asked(input, as));
  return {
    house,
    clock,
    logger,
    ask: (line, as) => handle({ kind: 'text', text: line }, as),
    press({ reply }, label, as) {
      const button = actionsOf(reply.blocks).find((action) => action.label === label);
      if (button?.kind !== 'command') throw new Error(`There is no button "${label}".`);
      return handle({ kind: 'action', token: encodeAction(button) }, as);
    },
    async open({ reply }, label, as) {
      const button = actionsOf(reply.blocks).find((action) => action.label === label);
      if (button?.kind !== 'form') throw new Error(`There is no button "${label}" that opens a form.`);
      const form = await house.bot.form(asked({ kind: 'action', token: encodeAction(button) }, as));
      if ('fields' in form) return form;
      throw new Error(form.reply.summary);
    },
    send({ token, fields }, filling, as) {
      const filled = fields.map(({ spec: { name }, value = '' }) => [name, filling[name] ?? value]);
      return handle({ kind: 'form', token, options: Object.fromEntries(filled) }, as);
    },
    close: () => house.close(),
  };
}

/** The cards of an answer. */
export function itemsOf({ reply }: Answer): readonly Item[] {
  return reply.blocks.filter((block) => block.type === 'item');
}

/** The titles of an answer's cards, in order. */
export function titlesOf(answer: Answer): readonly string[] {
  return itemsOf(answer).map(({ title }) => title.map(({ text }) => text).join(''));
}
