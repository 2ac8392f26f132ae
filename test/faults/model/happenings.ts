import fc from 'fast-check';
import type { Target } from '../../../src/core/invocation.js';
import type { Asker } from '../../../src/delivery/topics.js';
import type { FailpointName } from '../../../src/ops/failpoints.js';

const channelOf = (platform: string, tenant: string, id: string): Target => ({
  ...{ platform, tenant, id },
  kind: 'channel',
});
export const CHANNELS = [
  channelOf('discord', 'guild', 'one'),
  channelOf('discord', 'guild', 'two'),
  channelOf('slack', 'T1', 'three'),
] as const;
export const PEOPLE = [
  personOf('discord', 'direct', 'ana', CHANNELS[0]),
  personOf('slack', 'T1', 'ben', CHANNELS[2]),
] as const;

/** Somebody who is not among those who change their mind. */
export const READER = personOf('discord', 'direct', 'eva', CHANNELS[0]);

function personOf(platform: string, tenant: string, id: string, target: Target): Asker {
  return { direct: { platform, tenant, id, kind: 'direct' }, target, mayManage: async () => true };
}

const MOMENTS = [
  'mid_plan',
  'mid_commit',
  'after_claim',
  'before_send',
  'in flight',
  'after_send',
  'before_mark',
] as const;

const channel = fc.constantFrom(...CHANNELS);
const person = fc.constantFrom(...PEOPLE);
const what = fc.constantFrom('send' as const, 'find' as const);
const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind);
const seconds = fc.integer({ min: 1, max: 10_800 });
const limit = fc.oneof(
  fc.record({
    on: fc.constant('discord' as const),
    scope: fc.constantFrom('route' as const, 'shared' as const, 'global' as const),
  }),
  fc.record({
    on: fc.constant('slack' as const),
    scope: fc.constantFrom('channel' as const, 'method' as const),
  }),
);

/** What may happen to a paperboy, in any order. */
export const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kindOf('tick'),
      minutes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 400 })),
    }),
  },
  // What comes to pass when nothing is due says little.
  { weight: 5, arbitrary: fc.record({ kind: kindOf('wait') }) },
  { weight: 4, arbitrary: fc.record({ kind: kindOf('publish'), papers: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kindOf('crash'),
      at: fc.constantFrom<FailpointName | 'in flight'>(...MOMENTS),
      passes: fc.integer({ min: 0, max: 3 }),
      arrives: fc.boolean(),
    }),
  },
  fc.record({ kind: kindOf('restart') }),
  fc.record({ kind: kindOf('lost'), arrives: fc.boolean(), times: fc.integer({ min: 1, max: 5 }) }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: kindOf('limit'), limit, what, place: fc.nat({ max: 2 }), seconds }),
  },
  fc.record({ kind: kindOf('jump'), hours: fc.integer({ min: -26, max: 26 }) }),
  fc.record({ kind: kindOf('unreadable') }),
  fc.record({
    kind: kindOf('on'),
    channel,
    at: fc.constantFrom('00:10', '09:00', '12:30', '22:30'),
    zone: fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe'),
  }),
  fc.record({ kind: kindOf('off'), channel }),
  fc.record({
    kind: kindOf('subscribe'),
    person,
    query: fc.constantFrom('rag', 'diffusion'),
    every: fc.constantFrom('day' as const, 'week' as const, 'new' as const),
    here: fc.boolean(),
  }),
  fc.record({ kind: kindOf('unsubscribe'), person, which: fc.nat({ max: 3 }) }),
);

export type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;
