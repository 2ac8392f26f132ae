import { diagnoseAdapters } from '../adapters/diagnosis.js';
import { type Finding, fine, type PostingPlace, problem } from '../core/finding.js';
import { createRegistry } from '../core/registry.js';
import { loadCommands } from '../load-commands.js';
import { inspectDatabase, type ReadableStore } from '../store/inspection.js';
import { databaseFinding } from './checks/database.js';
import { folderFinding, nodeFinding } from './checks/machine.js';
import { sourceFindings } from './checks/sources.js';
import type { Terminal } from './terminal.js';

export interface DoctorChoices {
  readonly json?: boolean;
}

/**
 * `paperboy doctor`: looks at everything paperboy needs, and says how to mend what is wrong. It starts nothing and changes nothing, on any
 * platform or in a database, so that it may be used beside a running bot. The exit code is 1 where there is a problem.
 */
export async function doctor(terminal: Terminal, { json = false }: DoctorChoices): Promise<number> {
  const { output } = terminal;
  const findings: Finding[] = [];
  for await (const finding of examine(terminal)) {
    findings.push(finding);
    if (!json) output.write(`${lineOf(finding)}\n`);
  }
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (json) output.write(`${JSON.stringify({ problems, warnings, findings }, null, 2)}\n`);
  else output.write(`\n${summaryOf(problems, warnings)}\n`);
  return problems > 0 ? 1 : 0;
}

async function* examine(terminal: Terminal): AsyncGenerator<Finding> {
  const { reading, clock, logger } = terminal;
  const { config, problems, unusable } = reading;
  yield nodeFinding(process.versions.node);
  for (const text of problems) yield problem('Configuration', text, 'Mend it in the environment or in .env.');
  if (problems.length === 0) yield fine('Configuration', 'every variable can be used.');
  const inspection = unusable.has('DATABASE_URL')
    ? undefined
    : await inspectDatabase(config.databaseUrl, logger);
  if (inspection?.file !== undefined) yield await folderFinding(inspection.file);
  if (inspection !== undefined) yield databaseFinding(inspection);
  const store = inspection?.state === 'current' ? inspection.store : undefined;
  try {
    yield* sourceFindings({ config, clock, ...(store === undefined ? {} : { gate: store.gate('arxiv') }) });
    // A variable that is of no use has been named already, and the platform it is for was meant to run.
    if (config.discord === undefined && config.slack === undefined && unusable.size === 0)
      yield noPlatform(terminal);
    const { commands } = createRegistry(await loadCommands());
    const known = store === undefined ? {} : { store: knownBy(store) };
    yield* diagnoseAdapters({ config, unusable, commands, clock, logger, ...known });
  } finally {
    await store?.close();
  }
}

function noPlatform({ reading }: Terminal): Finding {
  const { host, port, playground } = reading.config;
  const instead = playground ? `the playground is what runs, at http://${host}:${port}` : 'nothing runs';
  return fine(
    'Platforms',
    `none is set, so ${instead}. DISCORD_TOKEN turns Discord on, SLACK_BOT_TOKEN with SLACK_APP_TOKEN Slack.`,
  );
}

function knownBy({ settings, channels }: ReadableStore) {
  return {
    settings,
    async places(platform: string): Promise<readonly PostingPlace[]> {
      const known = await channels(platform);
      return known.map(({ target, layout, status: { state, reason = 'It takes no messages.' } }) => ({
        target,
        ...(layout === undefined ? {} : { layout }),
        ...(state === 'active' ? {} : { stopped: reason }),
      }));
    },
  };
}

function lineOf(finding: Finding): string {
  const remedy = finding.level === 'ok' ? '' : ` ${finding.remedy}`;
  return `${finding.level.padEnd(7)}  ${finding.subject}: ${finding.text}${remedy}`;
}

function summaryOf(problems: number, warnings: number): string {
  if (problems === 0 && warnings === 0) return 'All is well.';
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(problems, 'problem')}, ${count(warnings, 'warning')}.`;
}
