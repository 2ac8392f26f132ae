import { createConsoleAdapter } from '../adapters/console/adapter.js';
import { wantsColor } from '../adapters/console/color.js';
import { openHouse } from '../house.js';
import { complain, sentenceOf, type Terminal } from './terminal.js';

const USUAL_WIDTH = 80;

/** `paperboy ask …`: answers one question and ends; without one it takes questions until it is left. */
export async function ask(terminal: Terminal, words: readonly string[]): Promise<number> {
  const { reading, clock, logger, input, output } = terminal;
  if (reading.problems.length > 0) return complain(terminal, reading.problems);
  try {
    const house = await openHouse({ config: reading.config, clock, logger });
    const chat = createConsoleAdapter({
      input,
      output,
      color: wantsColor({ env: reading.config.terminal, isTTY: output.isTTY }),
      width: () => output.columns ?? USUAL_WIDTH,
    });
    try {
      await chat.start(house.bot);
      return words.length === 0 ? await chat.prompt().then(() => 0) : await chat.askOnce(lineOf(words));
    } finally {
      await chat.stop();
      await house.close();
    }
  } catch (error) {
    return complain(terminal, [sentenceOf(error)]);
  }
}

/** Puts the quotes back that the shell has taken: `search "chain of thought"` arrives as two words. */
function lineOf(words: readonly string[]): string {
  const [only = ''] = words;
  if (words.length === 1) return only;
  return words.map(quoteAgain).join(' ');
}

function quoteAgain(word: string): string {
  if (!/\s/.test(word) || word.includes('"')) return word;
  const [, name = '', value = word] = /^(-?(?:[a-z][a-z0-9-]*:)?)(.*)$/is.exec(word) ?? [];
  return `${name}"${value}"`;
}
