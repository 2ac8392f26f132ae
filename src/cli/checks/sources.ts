import type { Config } from '../../config.js';
import type { Clock } from '../../core/clock.js';
import { type Finding, fine, warning } from '../../core/finding.js';
import { packageVersion } from '../../ops/package-root.js';
import { knock } from '../../sources/web/knock.js';
import { userAgentOf } from '../../sources/web/user-agent.js';

/** arXiv's terms: three seconds between two requests of all our machines. */
const APART_MS = 3_000;

export interface SourceCheckOptions {
  readonly config: Pick<Config, 'sources' | 'publicUrl'>;
  /** Keeps requests apart from those of a bot that runs; absent where the database cannot be used. */
  readonly gate?: { reserve(now: Date, apartMs: number): Promise<number> };
  readonly clock: Clock;
}

/** Whether the sources that are configured can be reached. */
export async function* sourceFindings({ config, gate, clock }: SourceCheckOptions): AsyncGenerator<Finding> {
  const { huggingFace, arxiv } = config.sources;
  if (huggingFace === undefined && arxiv === undefined) {
    yield fine(
      'Sources',
      'none is set; paperboy lives on the papers it came with (SOURCES=hf brings new ones).',
    );
    return;
  }
  const userAgent = userAgentOf(packageVersion(), config.publicUrl);
  const look = async (name: string, variable: string, address: string): Promise<Finding> =>
    toFinding(name, variable, await knock(address, { userAgent, clock }));
  if (huggingFace !== undefined) yield await look('Hugging Face', 'HF_API_URL', huggingFace.apiUrl);
  for (const address of new Set(arxiv === undefined ? [] : [arxiv.apiUrl, arxiv.rssUrl])) {
    // A file that cannot be written is one that nobody else takes a place in.
    const waitMs = (await gate?.reserve(clock.now(), APART_MS).catch(() => undefined)) ?? APART_MS;
    if (waitMs > 0) await clock.timer(waitMs).elapsed;
    yield await look(`arXiv (${new URL(address).host})`, 'ARXIV_API_URL', address);
  }
  if (config.publicUrl === undefined)
    yield warning(
      'Sources',
      'they cannot tell whom to write to.',
      'Set PUBLIC_URL to a page about your bot.',
    );
}

function toFinding(name: string, variable: string, status: number | undefined): Finding {
  if (status === undefined)
    return warning(name, 'it cannot be reached.', `Check the network, and ${variable} if it is set.`);
  return status < 500
    ? fine(name, 'it answers.')
    : warning(name, `it answers with HTTP ${status}.`, 'Wait; paperboy goes on by itself.');
}
