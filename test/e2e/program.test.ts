import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { runProgram } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const PAGE = fileURLToPath(new URL('../../data/daily-papers-2026-05-21.txt', import.meta.url));
const SEED = fileURLToPath(new URL('../../data/papers.jsonl', import.meta.url));

describe('the program', () => {
  const folder = useTemporaryFolder();
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runProgram(
      args,
      { DATABASE_URL: `file:${folder.path('paperboy.db')}`, ...env },
      dirname(folder.path('x')),
    );

  it('starts with nothing set, says where the playground is, answers there, and stops when told to', async () => {
    const program = run(['start'], { PORT: '0' });
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await program.says(/papers are ready/)) ?? [];
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'search "chain of thought"' }),
    });
    expect(await response.text()).toContain('Chain of Thought');
    program.signal('SIGTERM');
    expect(await program.finished).toMatchObject({ code: 0 });
  });

  it('asks for an address that sources can be told, where it has none', async () => {
    const env = { PORT: '0', SOURCES: 'hf', HF_API_URL: 'http://127.0.0.1:9' };
    const nameless = run(['start'], env);
    expect(await nameless.says(/papers are ready/)).toContain('Set PUBLIC_URL to a page about your bot');
    nameless.signal('SIGTERM');
    await nameless.finished;
    const named = run(['start'], { ...env, PUBLIC_URL: 'https://example.org/bot' });
    expect(await named.says(/papers are ready/)).not.toContain('PUBLIC_URL');
    named.signal('SIGTERM');
    expect(await named.finished).toMatchObject({ code: 0 });
  });

  it.skipIf(!hasPostgres)('runs on PostgreSQL', async () => {
    const env = { PORT: '0', DATABASE_URL: await createPostgresDatabase() };
    const program = run(['start'], env);
    await program.says(/40 papers are ready/);
    const { output } = await run(['ask', 'search', 'chain of thought'], env).finished;
    expect(output).toContain('The Expressive Power of Transformers');
    program.signal('SIGTERM');
    expect(await program.finished).toMatchObject({ code: 0 });
  });

  it('keeps the index beside the database, and finds the same with it', async () => {
    const env = { PORT: '0', SEARCH_ENGINE: 'bm25' };
    const program = run(['start'], env);
    await program.says(/papers are ready/);
    program.signal('SIGTERM');
    expect(await program.finished).toMatchObject({ code: 0 });
    expect(existsSync(folder.path('paperboy.db.search'))).toBe(true);

    const ask = () => run(['ask', 'search', 'chain', 'of', 'thought'], env).finished;
    const { output: kept } = await ask();
    expect(kept).toContain('The Expressive Power of Transformers');
    await writeFile(folder.path('paperboy.db.search'), 'something else');
    expect(await ask()).toMatchObject({ code: 0, output: kept });
    await rm(folder.path('paperboy.db.search'));
    expect(await ask()).toMatchObject({ code: 0, output: kept });
  });

  it('lets one bot at a time use a file, and others look in beside it', async () => {
    const bot = run(['start'], { PORT: '0' });
    await bot.says(/papers are ready/);
    const second = await run(['start'], { PORT: '0' }).finished;
    expect(second.code).toBe(1);
    expect(second.errors).toContain(`Another paperboy runs on ${folder.path('paperboy.db')}. Stop that one`);
    expect(await run(['ask', 'about']).finished).toMatchObject({ code: 0 });
    bot.signal('SIGKILL');
    await bot.finished;
    const next = run(['start'], { PORT: '0' });
    await next.says(/papers are ready/);
    next.signal('SIGTERM');
    expect(await next.finished).toMatchObject({ code: 0 });
  });

  it('says everything that stands in the way on one screen, and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const env = {
      PORT: port,
      SLACK_BOT_TOKEN: 'xoxb-canary',
      DEFAULT_ZONE: 'Mars/Base',
      DATABASE_URL: `file:${SEED}/x.db`,
    };
    const { code, output, errors } = await run(['start'], env).finished;
    other.close();
    expect(code).toBe(1);
    expect(output).toBe('');
    expect(errors).toContain('paperboy cannot do this, for 4 reasons:');
    expect(errors).toContain('SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is not');
    expect(errors).toContain('DEFAULT_ZONE is not usable');
    expect(errors).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(errors).toContain('its folder would lie inside a file');
    expect(errors).not.toContain('canary');
  });

  it('opens nothing under the default of a variable that is wrong', async () => {
    const { code, errors } = await run(['start'], { DATABASE_URL: 'mysql://somewhere' }).finished;
    expect(code).toBe(1);
    expect(errors).toContain('DATABASE_URL must be a file');
    expect(existsSync(folder.path('var'))).toBe(false);
  });

  it('can be told to stop while a platform does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const env = { DISCORD_TOKEN: 'token', DISCORD_API_URL: `http://127.0.0.1:${port}/api`, PORT: '0' };
    const asked = once(silent, 'connection');
    const program = run(['start'], env);
    await asked;
    program.signal('SIGTERM');
    const { code, errors } = await program.finished;
    silent.close();
    expect(code).toBe(0);
    expect(errors).toContain('stopped-early');
    expect(errors).not.toContain('paperboy cannot do this');
  });

  it('reads .env of its folder, and lets the environment win over it', async () => {
    await writeFile(folder.path('.env'), 'DEFAULT_AT=25:00\nDEFAULT_ZONE=Mars/Base\n');
    const { code, errors } = await run(['start'], { DEFAULT_ZONE: 'UTC' }).finished;
    expect(code).toBe(1);
    expect(errors).toContain('DEFAULT_AT is not usable');
    expect(errors).not.toContain('DEFAULT_ZONE');
  });

  it('answers one question in the terminal, with the quotes the shell took', async () => {
    const { code, output } = await run(['ask', 'search', 'chain of thought', '-multiplication', 'limit:2'])
      .finished;
    expect(code).toBe(0);
    expect(output).toMatch(/\d papers for "chain of thought" -multiplication/);
    expect(
      Math.max(
        ...output
          .split('\n')
          .filter((line) => !line.includes('https://'))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it('ends with 1 when the question was refused', async () => {
    const { code, output } = await run(['ask', 'search', 'transformer', 'limit:99']).finished;
    expect(code).toBe(1);
    expect(output).toContain('`limit` takes a whole number from 1 to 25');
  });

  it('holds a conversation, and remembers the last list', async () => {
    const program = run(['ask']);
    program.type('search S2ST\nshow 1\nexit\n');
    const { code, output } = await program.finished;
    expect(code).toBe(0);
    expect(output).toContain('Translatotron 2');
  });

  it('ingests a page into the catalog, and again without changing anything', async () => {
    expect((await run(['ingest', PAGE]).finished).output).toBe(
      '40 papers read: 40 new, 0 changed, 0 known already.\n',
    );
    expect((await run(['ingest', PAGE]).finished).output).toBe(
      '40 papers read: 0 new, 0 changed, 40 known already.\n',
    );
  });

  it('ingests a page into the very file of the repository', async () => {
    const out = folder.path('papers.jsonl');
    await run(['ingest', PAGE, '--out', out]).finished;
    expect(await readFile(out)).toEqual(await readFile(SEED));
  });

  it('ingests a folder, or what it is given on standard input, and a dry run changes nothing', async () => {
    await mkdir(folder.path('pages'));
    await copyFile(PAGE, folder.path('pages/daily-papers-2026-05-21.txt'));
    const dry = await run(['ingest', 'pages', '--dry-run']).finished;
    expect([dry.code, dry.output]).toEqual([0, '40 papers read; nothing was written.\n']);
    const piped = run(['ingest', '-']);
    piped.type((await readFile(SEED, 'utf8')).split('\n').slice(0, 3).join('\n'));
    expect((await piped.finished).output).toBe('3 papers read: 3 new, 0 changed, 0 known already.\n');
    const { output } = await run(['ingest', 'pages']).finished;
    expect(output).toBe('40 papers read: 37 new, 0 changed, 3 known already.\n');
  });

  it('takes in what can be read, and says what cannot', async () => {
    const { code, output, errors } = await run(['ingest', 'nowhere.jsonl', PAGE]).finished;
    expect([code, output]).toEqual([1, '40 papers read: 40 new, 0 changed, 0 known already.\n']);
    expect(errors).toContain('paperboy could not do all of it:\n  - There is no file nowhere.jsonl.');
  });

  it('names by line what does not fit, and takes in the rest', async () => {
    const [first, second] = (await readFile(SEED, 'utf8')).split('\n');
    const file = folder.path('mixed.jsonl');
    await writeFile(file, [first, 'not json', '{"id":"t-000000000000"}', second].join('\n'));
    const { code, output, errors } = await run(['ingest', file]).finished;
    expect(code).toBe(0);
    expect(output).toContain('2 papers read: 2 new');
    expect(errors).toContain(`${file}:2: `);
    expect(errors).toContain(`${file}:3: `);
  });

  it.each([
    [['ingest', 'nowhere.txt'], 'There is no file nowhere.txt.'],
    [['ingest', 'paper.pdf', 'nowhere.txt'], 'There is no file paper.pdf.'],
    [['ingest', '.'], 'No paper was found in .; nothing was written.'],
    [['ingest', PAGE, '--dry-run', '--out', 'x.jsonl'], '--dry-run writes nothing, and --out names a file'],
    [['dance'], "unknown command 'dance'"],
    [['manifest', 'teams'], 'Allowed choices are slack.'],
  ])('answers %j with a sentence and 1', async (args, sentence) => {
    const { code, errors } = await run(args).finished;
    expect(code).toBe(1);
    expect(errors).toContain(sentence);
  });

  it('prints the Slack manifest as JSON, without touching a database', async () => {
    const { code, output } = await run(['manifest', 'slack'], { DATABASE_URL: 'file:/proc/nowhere/x.db' })
      .finished;
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ features: { slash_commands: [{ command: '/papers' }] } });
  });
});
