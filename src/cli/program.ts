import { Argument, Command, CommanderError, Option } from 'commander';
import { packageVersion } from '../ops/package-root.js';
import { FIRST_FEED_DAY } from '../sources/hugging-face/feed-day.js';
import type { BackfillChoices } from './backfill.js';
import type { DoctorChoices } from './doctor.js';
import type { IngestChoices } from './ingest.js';
import type { Terminal } from './terminal.js';

/** The command line; `run` takes the arguments behind the program's name and resolves with the exit code. */
export function createProgram(terminal: Terminal): { run(args: readonly string[]): Promise<number> } {
  let code = 0;
  const program = new Command('paperboy')
    .description('Brings research papers to the people who talk about them, on Discord and Slack.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.output.write(text),
      writeErr: (text) => void terminal.errors.write(text),
    })
    .showHelpAfterError();
  addCommands(program, terminal, async (exitCode) => {
    code = await exitCode;
  });
  return {
    async run(args) {
      try {
        await program.parseAsync(args, { from: 'user' });
        return code;
      } catch (error) {
        if (error instanceof CommanderError) return error.exitCode;
        throw error;
      }
    },
  };
}

/** Each command loads what it needs, and nothing of the others: the SDKs of the platforms alone take a second. */
function addCommands(
  program: Command,
  terminal: Terminal,
  end: (exitCode: Promise<number>) => Promise<void>,
): void {
  program
    .command('start')
    .description('run the bot: the platforms that have tokens, else the playground')
    .action(() => end(import('./start.js').then(({ start }) => start(terminal))));
  program
    .command('ask')
    .description('ask a question here, such as: ask search "chain of thought"; without one, a conversation')
    .argument('[words...]')
    // What looks like an option may be part of a query: `ask search rag -survey`.
    .allowUnknownOption()
    .helpOption(false)
    .action((words: string[]) => end(import('./ask.js').then(({ ask }) => ask(terminal, words))));
  program
    .command('ingest')
    .description(
      'read papers into the catalog: saved Daily Papers pages (.txt), JSON lines (.jsonl), saved answers of Hugging Face (.json), also as .gz',
    )
    .argument('<files...>', 'files, folders, or - for standard input')
    .option('--out <file.jsonl>', 'write JSON lines to this file instead of the catalog')
    .option('--dry-run', 'only say what would be read')
    .action((files: string[], options: IngestChoices) =>
      end(import('./ingest.js').then(({ ingest }) => ingest(terminal, files, options))),
    );
  program
    .command('backfill')
    .description(
      'read the Daily Papers of Hugging Face into the catalog, day by day; interrupted, it goes on where it was',
    )
    .option('--from <day>', 'the first day', FIRST_FEED_DAY)
    .option('--to <day>', 'the last day; the newest one when it is not given')
    .addOption(new Option('--source <name>', 'where they come from').choices(['hf']).default('hf'))
    .option('--again', 'also days that were read whole before, for their votes of today')
    .action((choices: BackfillChoices) =>
      end(import('./backfill.js').then(({ backfillCatalog }) => backfillCatalog(terminal, choices))),
    );
  program
    .command('doctor')
    .description(
      'look at everything paperboy needs, also beside a running bot, and say how to mend what is wrong',
    )
    .option('--json', 'for machines')
    .action((choices: DoctorChoices) =>
      end(import('./doctor.js').then(({ doctor }) => doctor(terminal, choices))),
    );
  program
    .command('manifest')
    .description('print the manifest to create the Slack app from')
    .addArgument(new Argument('<platform>').choices(['slack']))
    .action(() => end(import('./manifest.js').then(({ manifest }) => manifest(terminal))));
}
