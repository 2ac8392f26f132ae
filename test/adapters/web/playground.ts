import { z } from 'zod';
import { createWebAdapter } from '../../../src/adapters/web/adapter.js';
import type { PageAction, PageBlock, PageReply } from '../../../src/adapters/web/render.js';
import type { ChatAdapter } from '../../../src/core/chat-adapter.js';
import type { Form } from '../../../src/core/form.js';
import type { Span } from '../../../src/core/reply.js';
import { createHttpServer } from '../../../src/ops/http-server.js';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';

export interface Playground {
  readonly adapter: ChatAdapter;
  readonly clock: ManualClock;
  readonly url: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: z.output<typeof Body>;
}

const Body = z.strictObject({
  error: z.string().optional(),
  reply: z.custom<PageReply>().optional(),
  replaces: z.boolean().optional(),
  form: z.custom<Form>().optional(),
  posts: z
    .array(z.strictObject({ number: z.int(), at: z.iso.datetime(), reply: z.custom<PageReply>() }))
    .optional(),
  commands: z.array(z.unknown()).optional(),
});

/** The playground behind the real HTTP server, asked as the page asks it. */
export async function openPlayground(hosts: readonly string[] = []): Promise<Playground> {
  const clock = createManualClock();
  const adapter = createWebAdapter({ clock, hosts });
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: adapter.routes ?? [],
    ready: async () => [],
    logger: createRecordingLogger(),
  });
  const { url } = await server.start();
  const request = async (path: string, options: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, options);
    return { status: response.status, body: Body.parse(await response.json()) };
  };
  return {
    adapter,
    clock,
    url,
    get: (path, headers = {}) => request(path, { headers }),
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async stop() {
      await adapter.stop();
      await server.stop();
    },
  };
}

/** Every text a person sees in a drawn reply, buttons left out. */
export function textOf({ blocks }: PageReply): string {
  return blocks.flatMap(textsOf).join('\n');
}

/** Every link in the texts of a drawn reply. */
export function linksOf({ blocks }: PageReply): readonly { readonly text: string; readonly url: string }[] {
  return blocks.flatMap((block) => {
    if (block.type === 'text' || block.type === 'notice') return block.spans.flatMap(linkOf);
    if (block.type !== 'item') return [];
    const { title, url, body = [] } = block;
    const heading = linkOf({ text: title.map(({ text }) => text).join(''), ...(url && { url }) });
    return [...heading, ...[...title, ...body].flatMap(linkOf)];
  });
}

function linkOf({ text, url }: Span) {
  return url === undefined ? [] : [{ text, url }];
}

export function buttonsOf({ blocks }: PageReply): readonly PageAction[] {
  return blocks.flatMap((block) => (block.type === 'item' || block.type === 'actions' ? block.actions : []));
}

function textsOf(block: PageBlock): readonly string[] {
  switch (block.type) {
    case 'heading':
      return [block.text];
    case 'text':
    case 'notice':
      return [block.spans.map(({ text }) => text).join('')];
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${value}`);
    case 'item': {
      const spans = (parts: typeof block.title = []) => parts.map(({ text }) => text).join('');
      return [spans(block.title), block.byline ?? '', ...block.badges, spans(block.body)];
    }
    case 'image':
      return [block.alt];
    case 'divider':
    case 'actions':
      return [];
  }
}
