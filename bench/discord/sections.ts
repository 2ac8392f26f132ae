import { median, record } from '../results.js';
import { verdict } from '../search/targets.js';
import { type Answering, COMMANDS, RATE, SECONDS, SOAK_RATE } from './answering.js';
import { KNEE_RULE, MOST_P99_MS } from './knee.js';
import { MIX } from './mix.js';
import type { BotName, Load } from './order.js';
import { MANY, type Resident } from './servers-in-memory.js';
import { slopeOf } from './slope.js';

const LEAST_SHARE_OF_THE_PEER = 0.7;
const MOST_SERVERS_MB = 250;
/** Less would be told apart from what comes and goes only by very many more commands. */
const FLAT_MB = 5;

export async function recordAnswers(papers: number, measured: Answering): Promise<void> {
  const { steady, echo, knees, soak, memory } = measured;
  const share = median(knees.map(({ paperboy, echo: peer }) => paperboy / peer));
  const slope = slopeOf(memory.filter(({ commands }) => commands >= COMMANDS / 2));
  const [first, last] = [memory[0]?.residentMb ?? Number.NaN, memory.at(-1)?.residentMb ?? Number.NaN];
  await record(
    'discord: answers',
    [
      `\`npm run bench -- discord --data DIR --only answers\`, ${new Date().toISOString().slice(0, 10)}: the built bot as \`npm start\` runs it, with SQLite and ${papers.toLocaleString('en')} daily papers,`,
      'at a Discord in another process that brings interactions over the gateway at a constant rate, answered or not; times count from when each was due to the last',
      'byte of its answer. The peer, in a process of its own and in turns with the bot, is a bare discord.js client that answers the same interactions with a fixed text.',
      `Of a hundred interactions: ${Object.entries(MIX)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}; words of titles are searched for, buttons are those of earlier answers.`,
      KNEE_RULE,
      `Memory over ${COMMANDS.toLocaleString('en')} commands, the first ${(RATE * SECONDS).toLocaleString('en')} at ${RATE} a second, then ${SOAK_RATE}: ${first.toFixed(0)} MB at first, ${last.toFixed(0)} at the end. The slope is that of the second half, by least squares;`,
      `its standard error ${slope.error.toFixed(1)} MB, the samples ${slope.noiseMb.toFixed(1)} MB around it, as garbage comes and goes. Flat is under ${FLAT_MB} MB.`,
      '',
      verdict({ what: `${RATE} a second for ${SECONDS} s, p99 ms`, measured: steady.p99, most: MOST_P99_MS }),
      verdict({ what: "the knee over the peer's", measured: share, least: LEAST_SHARE_OF_THE_PEER }),
      verdict({ what: 'resident MB for 100,000 commands', measured: slope.mb, most: FLAT_MB }),
      '',
    ],
    [
      ['what', 'paperboy', 'peer'],
      ['p50 / p99 / slowest ms', times([steady]), times(echo)],
      ...Object.entries(steady.byKind).map(([kind, own]) => [
        `${kind}: p50 / p99 ms`,
        `${own.p50.toFixed(1)} / ${own.p99.toFixed(1)}`,
        echo
          .map(
            ({ byKind }) => `${byKind[kind]?.p50.toFixed(1) ?? ''} / ${byKind[kind]?.p99.toFixed(1) ?? ''}`,
          )
          .join(', '),
      ]),
      ['knee, interactions a second', ...knee(knees)],
      ['not answered; placeholders first', left([steady, soak]), left(echo)],
      ['answers looked at; wrong', looked([steady, soak]), looked(echo)],
      ['bytes an answer', steady.bytesAnAnswer.toFixed(0), echo[0]?.bytesAnAnswer.toFixed(0) ?? ''],
      ['sent late, p99 ms', late([steady]), late(echo)],
      [`resident MB for 100,000 commands`, slope.mb.toFixed(1), ''],
      ['log', JSON.stringify(Object.fromEntries(measured.events)), ''],
    ],
  );
}

export async function recordServers(resident: Readonly<Record<BotName, Resident>>): Promise<void> {
  const { paperboy, echo } = resident;
  await record(
    'discord: servers',
    [
      `\`npm run bench -- discord --only servers\`: resident MB some seconds after the bot is ready, the seed corpus loaded. Every server has 40 channels,`,
      '30 roles, 25 emojis and 5 threads. The peer is a bare discord.js client with its own caches.',
      '',
      verdict({
        what: `${MANY.toLocaleString('en')} servers, MB more than with one`,
        measured: paperboy.many - paperboy.few,
        most: MOST_SERVERS_MB,
      }),
      verdict({
        what: `the whole bot in ${MANY.toLocaleString('en')} servers, MB`,
        measured: paperboy.many,
        most: MOST_SERVERS_MB,
      }),
      '',
    ],
    [
      ['bot', 'in 1 server', `in ${MANY.toLocaleString('en')}`, 'more'],
      ['paperboy', ...megabytes(paperboy)],
      ['peer', ...megabytes(echo)],
    ],
  );
}

const megabytes = ({ few, many }: Resident) => [few, many, many - few].map((mb) => mb.toFixed(0));

const times = (loads: readonly Load[]) =>
  loads.map(({ p50, p99, slowest }) => [p50, p99, slowest].map((ms) => ms.toFixed(1)).join(' / ')).join(', ');

const knee = (knees: Answering['knees']) => [
  knees.map(({ paperboy }) => paperboy).join(', '),
  knees.map(({ echo }) => echo).join(', '),
];

const left = (loads: readonly Load[]) =>
  loads.map(({ unanswered, deferred }) => `${unanswered}; ${deferred}`).join(', ');

const looked = (loads: readonly Load[]) =>
  loads.map(({ checked, wrong }) => `${checked}; ${wrong.length}`).join(', ');

const late = (loads: readonly Load[]) => loads.map(({ sentLateP99 }) => sentLateP99.toFixed(1)).join(', ');
