import type { RateLimiter } from '../ops/rate-limiter.js';
import type { LookedUp, LookupAsker, LookupTrouble, PaperLookup } from '../papers/paper-lookup.js';
import { createAnsweredIds } from './answered-ids.js';
import { type IngestOptions, ingest } from './ingest.js';
import { ARXIV } from './polled-arxiv.js';
import { HUGGING_FACE } from './polled-hugging-face.js';
import type { SourceBatch } from './source.js';
import type { SourceClients } from './source-clients.js';
import { isDatedId } from './usable-paper.js';
import { SourceError, type SourceFailure } from './web/source-error.js';

/** Nobody likes to wait longer, and the platforms show that we are at work. */
const PATIENCE_MS = 8_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface SourceLookupOptions extends IngestOptions {
  readonly clients: SourceClients;
  readonly limits: RateLimiter;
  /** What everybody together may use up of the sources' patience; the rest is for lists. */
  readonly budget: RateLimiter;
}

interface Source {
  readonly name: string;
  /** Undefined where the source has no such paper. */
  ask(id: string, hurry: AbortSignal): Promise<SourceBatch | undefined>;
}

/**
 * Looks papers up by their arXiv ids: at Hugging Face, which has the votes, and at arXiv what Hugging Face does not have, as far as they are
 * configured. What is found goes the way of all papers, though not as news. Nothing but the id is sent, and nobody is told of in the log.
 */
export function createSourceLookup(options: SourceLookupOptions): PaperLookup {
  const { clock, clients } = options;
  const sources = sourcesOf(clients);
  const answered = createAnsweredIds(clock);
  const underWay = new Map<string, Promise<LookedUp>>();
  const start = (id: string, asked: readonly Source[], asker: LookupAsker) => {
    const work = askInTurn(id, asked, asker, options).finally(() => underWay.delete(id));
    underWay.set(id, work);
    return work;
  };
  return {
    async lookUp(id, asker) {
      const asked = sources.filter(({ name }) => name !== HUGGING_FACE || isDatedId(id));
      if (asked.length === 0 || isOfTheFuture(id, clock.now())) return { kind: 'unknown', asked: [] };
      for (;;) {
        const before = answered.find(id);
        if (before !== undefined) return before;
        const other = underWay.get(id);
        const outcome = await (other ?? start(id, asked, asker));
        answered.remember(id, outcome);
        // That somebody else has to wait says nothing about us.
        if (other === undefined || outcome.kind !== 'too-many') return outcome;
      }
    },
  };
}

function sourcesOf({ huggingFace, arxiv }: SourceClients): readonly Source[] {
  const sources: Source[] = [];
  if (huggingFace !== undefined)
    sources.push({ name: HUGGING_FACE, ask: (id, hurry) => huggingFace.paper(id, hurry) });
  if (arxiv !== undefined)
    sources.push({
      name: ARXIV,
      async ask(id, hurry) {
        const batch = await arxiv.papers([id], hurry);
        return isEmpty(batch) ? undefined : batch;
      },
    });
  return sources;
}

function isEmpty({ papers, withdrawn, problems }: SourceBatch): boolean {
  return papers.length + withdrawn.length + problems.length === 0;
}

/** Ids begin with year and month; one of a month that has not come is nobody's yet. */
function isOfTheFuture(id: string, now: Date): boolean {
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString();
  return isDatedId(id) && id.slice(0, 4) > `${tomorrow.slice(2, 4)}${tomorrow.slice(5, 7)}`;
}

async function askInTurn(
  id: string,
  sources: readonly Source[],
  asker: LookupAsker,
  options: SourceLookupOptions,
): Promise<LookedUp> {
  const own = await options.limits.take(asker);
  if (own !== undefined) return { kind: 'too-many', ...own };
  const all = await options.budget.take({ person: 'everybody', tenant: undefined });
  if (all !== undefined) return { kind: 'too-many', who: 'everybody', seconds: all.seconds };
  return askAll(id, sources, options);
}

/** One source after the other until one has the paper; the first in trouble ends it, for the next might name whoever hides there. */
async function askAll(
  id: string,
  sources: readonly Source[],
  options: SourceLookupOptions,
): Promise<LookedUp> {
  const hurry = new AbortController();
  const timer = options.clock.timer(PATIENCE_MS);
  void timer.elapsed.then(() => hurry.abort());
  try {
    for (const source of sources) {
      const outcome = await askOne(id, source, hurry.signal, options);
      if (outcome !== undefined) return outcome;
    }
  } finally {
    timer.cancel();
  }
  return { kind: 'unknown', asked: sources.map(({ name }) => name) };
}

/** Undefined where the source has no such paper. */
async function askOne(
  id: string,
  { name, ask }: Source,
  hurry: AbortSignal,
  options: SourceLookupOptions,
): Promise<LookedUp | undefined> {
  try {
    const { batch } = await ingest(async () => {
      const answer = await ask(id, hurry);
      return answer === undefined ? NOTHING : onlyOf(id, answer);
    }, options);
    if (isEmpty(batch)) return undefined;
    return { kind: batch.withdrawn.length > 0 ? 'withdrawn' : 'found' };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const trouble = TROUBLES[error.kind];
    // Which paper it was about, and who asked, stays between them and us.
    options.logger.info({ event: 'lookup-failed', reference: name, kind: trouble, reason: error.message });
    return { kind: 'unanswered', source: name, trouble };
  }
}

const NOTHING: SourceBatch = { papers: [], withdrawn: [], problems: [] };

const TROUBLES: Readonly<Record<SourceFailure, LookupTrouble>> = {
  unreachable: 'down',
  limited: 'limited',
  refused: 'refused',
  unreadable: 'unreadable',
  stopped: 'late',
};

/** The answer must be about the paper that was asked for; whatever else it holds is left alone. */
function onlyOf(wanted: string, { papers, withdrawn }: SourceBatch): SourceBatch {
  const batch = {
    papers: papers.filter(({ id }) => id === wanted),
    withdrawn: withdrawn.filter((id) => id === wanted),
  };
  if (batch.papers.length + batch.withdrawn.length > 0) return { ...batch, problems: [], news: false };
  throw new SourceError('unreadable', 'The answer is not about the paper that was asked for.');
}
