import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createConsoleAdapter } from '../../../src/adapters/console/adapter.js';
import type { Input, Target } from '../../../src/core/invocation.js';
import { createNotice, createReply, type Reply } from '../../../src/core/reply.js';
import { createScriptedBot, listOf } from '../../contracts/chat-adapter.js';

const terminal: Target = { platform: 'console', tenant: 'local', id: 'terminal', kind: 'direct' };

async function sitDown(reply: (input: Input) => Reply | Promise<Reply> = () => listOf(1)) {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const adapter = createConsoleAdapter({ input, output, color: false, width: () => 60 });
  const { bot, inputs } = createScriptedBot(reply);
  await adapter.start(bot);
  return { adapter, input, inputs, bot, written: () => String(output.read() ?? '') };
}

describe('one question from the command line', () => {
  it('is answered on the output', async () => {
    const { adapter, inputs, written } = await sitDown();
    expect(await adapter.askOnce('search rag')).toBe(0);
    expect(inputs).toEqual([{ kind: 'text', text: 'search rag' }]);
    expect(written()).toMatch(/^1 papers\n\n1\. A fine paper 1\n[\s\S]*\n$/);
  });

  it.each([
    [0, createNotice('info', 'Nothing found.')],
    [1, createNotice('warning', '`limit` takes 1 to 25.')],
    [1, createNotice('error', 'Something went wrong.')],
    [0, createReply([...createNotice('warning', 'Only some of the words.').blocks, ...listOf(1).blocks])],
    [0, createReply([])],
  ])('ends with exit code %i', async (code, reply) => {
    const { adapter } = await sitDown(() => reply);
    expect(await adapter.askOnce('search rag')).toBe(code);
  });

  it('is asked in the terminal, by somebody who may do everything there', async () => {
    const { adapter, bot } = await sitDown();
    const asked: unknown[] = [];
    await adapter.start({
      ...bot,
      async handle(invocation) {
        asked.push(invocation.target, await invocation.hasRight('manage-channel'));
        return bot.handle(invocation);
      },
    });
    await adapter.askOnce('daily on');
    expect(asked).toEqual([terminal, true]);
  });
});

describe('a conversation in the terminal', () => {
  it('goes on until the person leaves, and passes over empty lines', async () => {
    const { adapter, input, inputs } = await sitDown();
    input.write('search rag\n\n   \nshow 1\nEXIT\nsearch never\n');
    await adapter.prompt();
    expect(inputs.map((asked) => 'text' in asked && asked.text)).toEqual(['search rag', 'show 1']);
  });

  it('ends with the input, and answers a last line that has no end', async () => {
    const { adapter, input, inputs } = await sitDown();
    input.end('search rag\nshow 1');
    await adapter.prompt();
    expect(inputs).toHaveLength(2);
  });

  it('answers in the order of the questions, however long one takes', async () => {
    let running = 0;
    const { adapter, input, written } = await sitDown(async (asked) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return createNotice('info', 'text' in asked ? asked.text : '');
    });
    input.end('first\nsecond\nthird\n');
    await adapter.prompt();
    expect(written()).toBe('i first\n\ni second\n\ni third\n\n');
  });
});

describe('the terminal as a place to post to', () => {
  it('shows what is sent to it, and knows no other place', async () => {
    const { adapter, written } = await sitDown();
    expect(await adapter.check(terminal)).toEqual({ ok: true });
    expect(await adapter.send(terminal, createNotice('info', 'New papers.'), 'k')).toEqual({
      messageId: '1',
    });
    expect(written()).toBe('i New papers.\n');
    const elsewhere = { ...terminal, id: 'elsewhere' };
    expect(await adapter.check(elsewhere)).toMatchObject({ ok: false, missing: expect.any(String) });
    await expect(adapter.send(elsewhere, listOf(1), 'k')).rejects.toMatchObject({
      name: 'DeliveryError',
      kind: 'gone',
    });
  });

  it('is connected from its start to its stop', async () => {
    const { adapter } = await sitDown();
    expect(adapter.connected()).toBe(true);
    await adapter.stop();
    expect(adapter.connected()).toBe(false);
    await expect(adapter.send(terminal, listOf(1), 'k')).rejects.toMatchObject({ kind: 'retry' });
  });
});
