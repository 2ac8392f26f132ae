import { readdir } from 'node:fs/promises';
import { isDefined, type PaperboyCommand } from './sdk.js';

const FOLDER = new URL('../commands/', import.meta.url);

/** Loads every command of the folder, by name; a file that is none is refused by its name, never skipped. */
export async function loadCommands(folder: URL = FOLDER): Promise<readonly PaperboyCommand[]> {
  const files = (await readdir(folder))
    .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
  return Promise.all(files.map((file) => loadCommand(file, folder)));
}

async function loadCommand(file: string, folder: URL): Promise<PaperboyCommand> {
  const module: unknown = await import(new URL(file, folder).href);
  const command =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (!isCommand(command))
    throw new Error(`commands/${file} is not a command: its default export must come from defineCommand.`);
  if (command.name !== file.replace(/\.[jt]s$/, '')) {
    throw new Error(
      `commands/${file} holds the command "${command.name}": file and command must have the same name.`,
    );
  }
  return command;
}

function isCommand(value: unknown): value is PaperboyCommand {
  return typeof value === 'object' && value !== null && isDefined(value);
}
