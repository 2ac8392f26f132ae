// Starts the bot as a newcomer would, with nothing set but an empty folder for its data, and asks it one question over HTTP and one in the terminal.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-'));
const env = { ...process.env, DATABASE_URL: `file:${join(folder, 'paperboy.db')}`, PORT: '0' };
const started = Date.now();
const bot = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });

try {
  const url = await addressOf(bot.stdout);
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  const answer = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'search "chain of thought"' }),
  });
  expect('over HTTP', await answer.text(), 'Chain of Thought');
  const asked = spawnSync('npm', ['run', '-s', 'paperboy', '--', 'ask', 'search', 'S2ST'], {
    env,
    encoding: 'utf8',
  });
  expect('in the terminal', asked.stdout, 'DASpeech');
  console.log(`The bot said after ${seconds} s that it is at ${url}; it answered there and in the terminal.`);
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  const exited = once(bot, 'exit');
  process.kill(-bot.pid, 'SIGTERM');
  await exited;
  rmSync(folder, { recursive: true, force: true });
}

async function addressOf(output) {
  const late = setTimeout(
    () => output.destroy(new Error('The bot did not say where it is within 20 seconds.')),
    20_000,
  );
  for await (const chunk of output) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(String(chunk)) ?? [];
    if (url === undefined) continue;
    clearTimeout(late);
    return url;
  }
  throw new Error('The bot ended before it said where it is.');
}

function expect(where, answer, words) {
  if (!answer.includes(words)) throw new Error(`The answer ${where} does not hold "${words}": ${answer}`);
}
