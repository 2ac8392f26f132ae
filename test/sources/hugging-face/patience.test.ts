import { describe, expect, it } from 'vitest';
import { inventItems } from '../../fakes/hugging-face/items.js';
import { createSeededRandom } from '../../fakes/seeded-random.js';
import { PASSING_FAULTS, randomFaults, type SourceFault } from '../../fakes/source-faults.js';
import { openReadingRoom } from './reading-room.js';

const DAY = '2026-05-21';
const days = { [DAY]: inventItems(3) };

/** Each fault once, in this order, and then none. */
function inOrder(...faults: readonly SourceFault[]) {
  const left = [...faults];
  return () => left.shift();
}

describe('the limit of a server', () => {
  it('is kept to: when nothing is left, the rest of the window is waited for, and no request is refused', async () => {
    const quota = { requests: 4, windowSeconds: 300, now: () => new Date() };
    const { huggingFace, server, clock } = await openReadingRoom({ days, quota });
    for (let count = 0; count < 9; count++) await huggingFace.day(DAY);
    expect(server.statuses.filter((status) => status === 429)).toEqual([]);
    expect(clock.pauses).toEqual([300_000, 300_000]);
  });

  it('that is reached all the same is waited out as long as the server says', async () => {
    const { huggingFace, server, clock, logger } = await openReadingRoom({ days, fault: inOrder('limited') });
    expect((await huggingFace.day(DAY)).papers).toHaveLength(3);
    expect([server.statuses, clock.pauses]).toEqual([[429, 200], [17_000]]);
    expect(logger.entries).toMatchObject([
      { level: 'info', fields: { event: 'source-asked-again', kind: 'limited', ms: 17_000 } },
    ]);
  });

  it.each([
    ['the window of the used-up policy', { ratelimit: '"pages";r=9;t=200, "api";r=0;t=31' }, 31_000],
    ['a number of seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Thu, 21 May 2026 18:00:20 GMT' }, 20_000],
    ['nothing at all', {}, 60_000],
    ['no time at all', { ratelimit: '"api";r=0;t=0' }, 1_000],
    ['nonsense', { ratelimit: 'r=x;t=;;', 'retry-after': 'soon' }, 60_000],
  ])('may be told by %s', async (_, headers, pause) => {
    let refused = false;
    const { huggingFace, clock } = await openReadingRoom({
      days,
      answer: (_path, response) => {
        if (refused) return false;
        refused = true;
        response.writeHead(429, headers).end();
        return true;
      },
    });
    await huggingFace.day(DAY);
    expect(clock.pauses).toEqual([pause]);
  });

  it('that never ends is given up with a sentence', async () => {
    const { huggingFace, server } = await openReadingRoom({ days, fault: () => 'limited' });
    await expect(huggingFace.day(DAY)).rejects.toThrow(
      'Hugging Face says that its limit is reached, and goes on saying so.',
    );
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    { 'retry-after': '86400' },
    { 'retry-after': '99999999999' },
    { ratelimit: '"api";r=0;t=1000000000' },
  ])('that would last for hours is not waited for: %j', async (headers) => {
    const { huggingFace, clock } = await openReadingRoom({
      answer: (_, response) => {
        response.writeHead(429, headers).end();
        return true;
      },
    });
    await expect(huggingFace.day(DAY)).rejects.toMatchObject({ name: 'SourceError', kind: 'limited' });
    expect(clock.pauses).toEqual([]);
  });

  it('is not pressed while the server asks to be left alone for minutes', async () => {
    const { huggingFace, server } = await openReadingRoom({
      answer: (_, response) => {
        response.writeHead(503, { 'retry-after': '600' }).end();
        return true;
      },
    });
    await expect(huggingFace.day(DAY)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(server.requests).toHaveLength(1);
  });

  it('of searches is another one than that of lists', async () => {
    const { huggingFace, clock } = await openReadingRoom({
      days,
      answer: (path, response) => {
        if (!path.includes('/search')) return false;
        const headers = { 'content-type': 'application/json', ratelimit: '"search";r=0;t=250' };
        response.writeHead(200, headers).end('[]');
        return true;
      },
    });
    await huggingFace.search('rag');
    await huggingFace.day(DAY);
    expect(clock.pauses).toEqual([]);
    await huggingFace.search('rag');
    expect(clock.pauses).toEqual([250_000]);
  });
});

describe('trouble that passes', () => {
  it.each(PASSING_FAULTS)('is sat out: %s', async (fault) => {
    const { huggingFace, server } = await openReadingRoom({ days, fault: inOrder(fault) });
    expect((await huggingFace.day(DAY)).papers).toHaveLength(3);
    expect(server.requests).toHaveLength(2);
  });

  it('is tried again four times, each time up to twice as long later', async () => {
    const { huggingFace, server, clock } = await openReadingRoom({ days, fault: () => 'server-error' });
    await expect(huggingFace.day(DAY)).rejects.toThrow(
      'Hugging Face answered with an error of its own (500).',
    );
    expect(server.requests).toHaveLength(5);
    expect(clock.pauses).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('is named when it does not pass', async () => {
    const silent = await openReadingRoom({ days, fault: () => 'silent' });
    await expect(silent.huggingFace.day(DAY)).rejects.toThrow(
      'Hugging Face did not answer within 10 seconds.',
    );
    const cut = await openReadingRoom({ days, fault: () => 'cut-off' });
    await expect(cut.huggingFace.day(DAY)).rejects.toThrow(
      /^The connection to Hugging Face failed \(\w+\)\.$/,
    );
    const gone = await openReadingRoom();
    await gone.server.close();
    await expect(gone.huggingFace.day(DAY)).rejects.toThrow(
      'The connection to Hugging Face failed (ECONNREFUSED).',
    );
  });

  it('costs no paper, however it is mixed', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const fault = randomFaults(createSeededRandom(seed), 0.4);
      const { huggingFace } = await openReadingRoom({ days: { [DAY]: inventItems(450) }, fault });
      expect((await huggingFace.day(DAY)).papers, `seed ${seed}`).toHaveLength(450);
    }
  });

  it.each([400, 401, 403, 410, 422])('is not what a %i is: it is not asked again', async (status) => {
    const { huggingFace, server } = await openReadingRoom({
      answer: (_, response) => {
        response.writeHead(status).end();
        return true;
      },
    });
    await expect(huggingFace.day(DAY)).rejects.toThrow(`Hugging Face refused the request (${status}).`);
    expect(server.requests).toHaveLength(1);
  });

  it('ends at once when we are told to stop', async () => {
    const stop = new AbortController();
    const waiting = await openReadingRoom(
      { days, fault: () => 'silent', onSilence: () => stop.abort() },
      { stop: stop.signal },
    );
    await expect(waiting.huggingFace.day(DAY)).rejects.toMatchObject({ kind: 'stopped' });
    expect(waiting.server.requests).toHaveLength(1);
    await expect(waiting.huggingFace.day(DAY)).rejects.toMatchObject({ kind: 'stopped' });
    expect(waiting.server.requests).toHaveLength(1);
  });
});

describe('who we are', () => {
  it('is told with every request, and the token only where there is one', async () => {
    const named = await openReadingRoom({ days }, { token: 'hf_abcdefghijklmnopqrst' });
    await named.huggingFace.day(DAY);
    expect(named.server.requests[0]?.headers).toMatchObject({
      'user-agent': 'paperboy/0.0.0 (+https://example.org/contact)',
      accept: 'application/json',
      authorization: 'Bearer hf_abcdefghijklmnopqrst',
    });
    const anonymous = await openReadingRoom({ days });
    await anonymous.huggingFace.day(DAY);
    expect(anonymous.server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('goes to no other server, redirected or not, and a redirect on the same one is followed', async () => {
    const thief = await openReadingRoom({ days });
    const token = 'hf_abcdefghijklmnopqrst';
    const to = (where: string) => ({
      days,
      answer: (path: string, response: import('node:http').ServerResponse) => {
        if (path.endsWith('moved')) return false;
        response.writeHead(302, { location: path.startsWith('/api') ? where : '/x' }).end();
        return true;
      },
    });
    const lured = await openReadingRoom(to(`${thief.server.url}/api/daily_papers?date=${DAY}`), { token });
    await expect(lured.huggingFace.day(DAY)).rejects.toThrow(
      'Hugging Face sends us to another server, where I do not go.',
    );
    expect(thief.server.requests).toEqual([]);
    const moved = await openReadingRoom(to(`/api/daily_papers?date=${DAY}&limit=100&moved`), { token });
    expect((await moved.huggingFace.day(DAY)).papers).toHaveLength(3);
    const circling = await openReadingRoom(to('/api/x'), { token });
    await expect(circling.huggingFace.day(DAY)).rejects.toThrow('from one address to the next without end');
  });

  it('is in no line of the log, nor in an error, when the token is refused', async () => {
    const { huggingFace, logger } = await openReadingRoom(
      {
        answer: (_, response) => {
          response.writeHead(401, { 'content-type': 'text/plain' }).end('hf_abcdefghijklmnopqrst is wrong');
          return true;
        },
      },
      { token: 'hf_abcdefghijklmnopqrst' },
    );
    const error: unknown = await huggingFace.day(DAY).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: 'Hugging Face refused the request (401). Check its token.' });
    expect(JSON.stringify([logger.entries, error])).not.toContain('hf_abc');
  });
});
