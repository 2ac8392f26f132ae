import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeHuggingFace,
  type FakeHuggingFaceOptions,
  startFakeHuggingFace,
} from '../fakes/hugging-face/fake-hugging-face.js';
import { inventItem } from '../fakes/hugging-face/items.js';
import { createWatch } from '../fakes/watch.js';
import { runProgram } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();
let server: FakeHuggingFace;

afterEach(() => server.close());

async function start(options: Omit<FakeHuggingFaceOptions, 'days'> = {}) {
  const days = {
    '2024-05-27': [inventItem(1), inventItem(2), 'rubbish'],
    '2024-05-28': [inventItem(2, { paper: { upvotes: 9 } }), inventItem(3)],
    '2024-05-29': [inventItem(4)],
  };
  server = await startFakeHuggingFace({ days, ...options });
  const env = { HF_API_URL: server.url, LOG_LEVEL: 'error', PUBLIC_URL: 'https://example.org/bot' };
  return (...args: readonly string[]) => runProgram(['backfill', ...args], env, folder.path('.'));
}

const SPAN = ['--from', '2024-05-27', '--to', '2024-05-29', '--source', 'hf'];

describe('paperboy backfill', () => {
  it('reads the days into the catalog, says what became of them, and does it once', async () => {
    const backfill = await start();
    const first = await backfill(...SPAN).finished;
    expect([first.code, first.output]).toEqual([
      0,
      '3 days, 5 papers: 4 added, 0 merged, 0 unchanged, 1 rejected, 0 withdrawn.\n',
    ]);
    expect(first.errors).toMatch(/^2024-05-29: 3 of 3 days, 5 papers, [\d.,]+ papers\/s, 0 s left\n$/);
    expect(server.requests[0]?.headers['user-agent']).toMatch(
      /^paperboy\/[\d.]+ \(\+https:\/\/example\.org\/bot\)$/,
    );
    const asked = server.requests.length;
    const second = await backfill(...SPAN).finished;
    expect(second.output).toMatch(/^0 days \(3 more were known\), 0 papers/);
    expect(server.requests).toHaveLength(asked);
    const again = await backfill(...SPAN, '--again').finished;
    expect(again.output).toMatch(/^3 days, 5 papers: 0 added/);
    const { output } = await runProgram(
      ['ask', 'search', 'invented'],
      { LOG_LEVEL: 'error' },
      folder.path('.'),
    ).finished;
    expect(output).toContain('4 papers for invented');
  });

  it('ends at Ctrl-C with what it has, and goes on from there', async () => {
    const watch = createWatch();
    let silent = true;
    const backfill = await start({
      fault: (path) => (silent && path.includes('2024-05-28') ? 'silent' : undefined),
      onSilence: watch.changed,
    });
    const stopped = backfill(...SPAN);
    await watch.until(() => (server.requests.length === 2 ? true : undefined));
    stopped.signal('SIGINT');
    const { code, output, errors } = await stopped.finished;
    expect([code, output]).toEqual([
      130,
      '1 day, 2 papers: 2 added, 0 merged, 0 unchanged, 1 rejected, 0 withdrawn.\n',
    ]);
    expect(errors).toContain('Stopped. The same command goes on from here.');
    silent = false;
    const rest = await backfill(...SPAN).finished;
    expect(rest.output).toMatch(/^2 days \(1 more were known\), 3 papers: 2 added/);
  });

  it.each([
    ['web-page', 'answered with a web page where JSON was expected.'],
    ['refused', 'refused the request (403).'],
  ] as const)(
    'reads the days behind one that fails (%s), says which is missing, and exits with 1',
    async (fault, reason) => {
      let trouble = true;
      const backfill = await start({
        fault: (path) => (trouble && path.includes('2024-05-28') ? fault : undefined),
      });
      const { code, output, errors } = await backfill(...SPAN).finished;
      expect([code, output]).toEqual([
        1,
        '2 days, 3 papers: 3 added, 0 merged, 0 unchanged, 1 rejected, 0 withdrawn.\n',
      ]);
      expect(errors).toContain(`2024-05-28: Hugging Face ${reason}`);
      expect(errors).toContain('1 of 3 days is missing. The same command asks for them again.');
      trouble = false;
      const rest = await backfill(...SPAN).finished;
      expect([rest.code, rest.output]).toEqual([0, expect.stringMatching(/^1 day \(2 more were known\)/)]);
    },
  );

  it.each([
    [['--from', 'yesterday'], '"yesterday" is not a day such as 2026-05-21.'],
    [['--from', '2023-01-01'], 'There are no Daily Papers before 2023-05-04.'],
    [['--from', '2024-05-28', '--to', '2024-05-27'], '2024-05-28 is after 2024-05-27'],
    [['--to', '2099-01-01'], 'There are no Daily Papers of 2099-01-01 yet'],
    [['--source', 'arxiv'], 'Allowed choices are hf.'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const backfill = await start();
    const { code, errors } = await backfill(...args).finished;
    expect(code).toBe(1);
    expect(errors).toContain(sentence);
    expect(server.requests).toEqual([]);
  });
});
