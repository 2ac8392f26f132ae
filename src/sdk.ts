// The only door for commands: a file in commands/ imports this and nothing else.
import { z } from 'zod';
import {
  type Command,
  type CommandContext,
  type CommandDefinition,
  createCommand,
  type Suggesters,
} from './core/command.js';
import { domainOption, orUsual, type Reading, readTime, readZone } from './core/domain-options.js';
import { UserError } from './core/errors.js';
import { isShared, type Target } from './core/invocation.js';
import { chooseLayout, type Layout } from './core/layout.js';
import { readTimeSpan } from './core/time-span.js';
import { suggestZones } from './core/zone-suggestions.js';
import type { Found, NamedPaper } from './papers/paper-finder.js';
import { parsePaperReference } from './papers/paper-reference.js';
import { paperChoice, queryChoice, topicChoice, withoutCounts, zoneChoice } from './presenters/choices.js';
import { QUERY_GUIDE } from './presenters/query-guide.js';
import { parseQuery } from './search/query/parse.js';
import type { Query } from './search/query/query.js';
import type { Services } from './services.js';

export { z } from 'zod';
export { UserError } from './core/errors.js';
export type { MessageText } from './core/invocation.js';
export { expectedOf } from './core/option-spec.js';
export { type Block, createNotice, createReply, type Image, type Reply } from './core/reply.js';
export { cutText } from './core/safe-text.js';
export { usageOf } from './core/usage.js';
export { mentionedPaper, withoutLinks } from './papers/mentioned-paper.js';
export { previewTopic } from './papers/topic-preview.js';
export { topicReasons } from './papers/topic-reasons.js';
export type { TrendWeek } from './papers/trends.js';
export {
  changeDailyList,
  dailyStatus,
  localMoment,
  resumeDailyList,
  stopDailyList,
} from './presenters/daily-status.js';
export { balanceLine, suspensionLine, topicLine, troubleLine } from './presenters/delivery-status.js';
export { missingPage } from './presenters/missing-page.js';
export { counted, longDate, shownTitle } from './presenters/paper-card.js';
export { LAST_PAGE, pager, paperCards, similarCards } from './presenters/paper-list.js';
export { paperPage } from './presenters/paper-page.js';
export { QUERY_GUIDE } from './presenters/query-guide.js';
export { lateSources, sourceFields } from './presenters/source-status.js';
export {
  changeTopic,
  stopTopic,
  topicFields,
  topicItem,
  topicOptions,
} from './presenters/topic.js';
export { reasonedCard } from './presenters/topic-digest.js';
export { previewSentence, previewWarnings } from './presenters/topic-preview.js';
export { topicReasonFields } from './presenters/topic-reasons.js';
export { trendChart, trendWords } from './presenters/trend-chart.js';
export { trendTable } from './presenters/trend-weeks.js';
export { unknownPaper } from './presenters/unknown-paper.js';
export { canonical } from './search/query/canonical.js';
export type { Query } from './search/query/query.js';

export type Context = CommandContext<Services>;
export type PaperboyCommand = Command<Services>;

/** Defines a command; a file in commands/ exports one as its default. */
export function defineCommand<Shape extends z.ZodObject>(
  definition: CommandDefinition<Services, Shape>,
): PaperboyCommand {
  const command = createCommand(definition, SUGGESTERS);
  defined.add(command);
  return command;
}

const defined = new WeakSet<object>();

/** Whether something has come from `defineCommand`. */
export function isDefined(value: object): boolean {
  return defined.has(value);
}

/** An option that is a search query. */
export function queryOption() {
  return domainOption(readQuery, 500).meta({ kind: 'query', rest: true });
}

/** An option that is a search query to filter by, or the word `all` for no filter. */
export function filterOption() {
  return domainOption(readFilter, 500).meta({ kind: 'query', rest: true });
}

/** An option that names a paper: an id, a link, a title, or its number in the last list. */
export function paperOption() {
  return domainOption(readPaperReference, 500).meta({ kind: 'paper', rest: true });
}

/** An option that is a time of day; its value is HH:MM on the 24-hour clock, or null for `usual`. */
export function timeOption() {
  return domainOption(orUsual(readTime), 10).meta({ kind: 'time' });
}

/** An option that is a time zone; its value is an IANA name, or null for `usual`. */
export function zoneOption() {
  return domainOption(orUsual(readZone), 64).meta({ kind: 'zone' });
}

/** An option that is the number of one of the caller's topics. */
export function topicOption() {
  return z.int().min(1).max(9999).meta({ kind: 'topic' });
}

/** An option that is a stretch of time that ends now, up to 90 days. */
export function spanOption() {
  return domainOption(readTimeSpan, 20).meta({ kind: 'span' });
}

/** An option that names another channel of the same server or workspace; the command's target is that channel then. */
export function channelOption() {
  return z.string().max(100).meta({ kind: 'channel' });
}

/** Remembers the papers of a list by their numbers, counted from 1 through all pages. */
export function rememberList(
  context: Context,
  papers: readonly { readonly id: string }[],
  first: number,
): void {
  context.services.lastLists.remember(
    readerOf(context),
    papers.map(({ id }, index) => ({ id, number: first + index })),
  );
}

/** Finds the paper that a person means, by what they saw last in this place. */
export function findPaper(context: Context, reference: NamedPaper): Promise<Found> {
  const { platform, tenant, id } = askerOf(context).direct;
  return context.services.finder.find(reference, {
    key: readerOf(context),
    person: JSON.stringify([platform, tenant, id]),
    tenant: JSON.stringify([platform, isShared(context.target) ? context.target.tenant : id]),
  });
}

/** Who asks for topics. Where nobody is written to directly, the person is known by where they ask. */
export function askerOf({
  caller,
  target,
  direct,
  hasRight,
}: Pick<Context, 'caller' | 'target' | 'direct' | 'hasRight'>) {
  return {
    direct: direct ?? { ...target, id: caller.id, kind: 'direct' as const },
    target,
    mayManage: () => hasRight('manage-channel'),
  };
}

/** Where a topic is to come; in direct messages, here is there. */
export function targetFor(to: 'dm' | 'here' | undefined, context: Context): Target | undefined {
  if (to === undefined) return undefined;
  const { target } = context;
  return to === 'dm' || target.kind === 'direct' ? askerOf(context).direct : target;
}

/** Refuses a place where the caller may not have topics brought, or, if it is to be used at once, where we cannot bring them. */
export async function demandPlace(target: Target, context: Context, atOnce: boolean): Promise<void> {
  if (target.kind === 'channel') {
    if (target.id !== context.target.id)
      throw new UserError(
        'This topic comes to another channel. Change it there, or have it brought elsewhere with `to`.',
      );
    if (!(await context.hasRight('manage-channel')))
      throw new UserError(
        '`to:here` is for people who may manage this channel, as everybody reads what comes here. `to:dm` brings it to you.',
      );
  }
  const found = atOnce ? await openPlace(target, context) : undefined;
  if (found?.ok === false) throw new UserError(found.missing);
}

/** Whether messages can be brought somewhere; where that was given up, it is tried again. */
export async function openPlace(target: Target, { services: { destinations } }: Context, layout?: Layout) {
  const { state } = await destinations.stateOf(target);
  return state === 'active' ? destinations.check(target, layout) : destinations.resume(target, layout);
}

/** How a list is to stand in the target; what is not wished for stays as it was before. Throws a `UserError` where there is no such thing. */
export async function layoutFor(
  wish: Parameters<typeof chooseLayout>[0],
  before: Layout | undefined,
  { target, services: { destinations } }: Context,
): Promise<Layout> {
  return chooseLayout(wish, before, await destinations.stylesOf(target));
}

/** A place in the words of whoever asks. */
export function placeName(target: Target, context: Context): string {
  if (target.kind === 'direct') return 'to you, in direct messages';
  return target.id === context.target.id ? 'in this channel' : 'in another channel';
}

/** The key under which the lists a person saw in a place are remembered. */
function readerOf({ caller, target }: Pick<Context, 'caller' | 'target'>): string {
  return JSON.stringify([target.platform, target.tenant, target.id, caller.id]);
}

/** How what people type is completed, by the kind of option. */
const SUGGESTERS: Suggesters<Services> = {
  async query(typed, { services, clock, ...request }) {
    const written = withoutCounts(typed);
    const examples = QUERY_GUIDE.map(({ example }) => example);
    const found = await services.papers.complete({ ...request, written, examples, now: clock.now() });
    return found.map(queryChoice);
  },
  async paper(typed, { services, most: limit, ...context }) {
    const found = await services.finder.suggest({ typed, reader: readerOf(context), limit });
    return found.map(paperChoice);
  },
  zone: async (typed, { clock, most }) => suggestZones(typed, clock.now(), most).map(zoneChoice),
  async topic(typed, { services, caller, target, direct, most }) {
    const asker = askerOf({ caller, target, direct, hasRight: async () => false });
    const choices = (await services.topics.list(asker)).map(({ subscription }) => topicChoice(subscription));
    const wanted = typed.trim().toLowerCase();
    return choices.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, most);
  },
};

const LONGEST_SUGGESTION = 100;

function readQuery(written: string): Reading<Query> {
  const text = withoutCounts(written);
  const parsed = parseQuery(text);
  if (parsed.ok) return { ok: true, value: parsed.query };
  const { message, at, length, suggestion = '' } = parsed.problem;
  const usable = suggestion !== '' && suggestion.length <= LONGEST_SUGGESTION && !suggestion.includes('`');
  const problem = usable ? `${message} Perhaps: \`${suggestion}\`` : message;
  // There is nothing to point at where the whole line is wrong.
  const whole = length >= text.trim().length;
  return whole ? { ok: false, problem } : { ok: false, problem, pointer: { text, at, length } };
}

function readFilter(written: string): Reading<Query | 'all'> {
  return written.trim().toLowerCase() === 'all' ? { ok: true, value: 'all' } : readQuery(written);
}

function readPaperReference(text: string): Reading<NamedPaper> {
  const reference = parsePaperReference(text);
  return reference.kind === 'problem'
    ? { ok: false, problem: reference.message }
    : { ok: true, value: reference };
}
