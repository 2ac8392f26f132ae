import { describe, expect, it } from 'vitest';
import { toDiscordCommands } from '../../../src/adapters/discord/registration/commands.js';
import { inEveryLanguage, LANGUAGES, messagesFor } from '../../../src/core/messages/catalogue.js';
import type { CommandTexts } from '../../../src/core/messages/messages.js';
import { loadCommands } from '../../../src/load-commands.js';
import { textLength } from '../../fakes/discord/command-rules.js';

const commands = await loadCommands();

/** Everything that has to have a name, by its place: `search.sort.new`. */
const wanted = commands.flatMap(({ name, specs, shortcut, form }) => [
  name,
  ...(shortcut === undefined ? [] : [`${name} in menus`]),
  ...(form === undefined ? [] : [`the form of ${name}`]),
  ...specs.flatMap((spec) => [
    `${name}.${spec.name}`,
    ...(spec.choices ?? []).map((choice) => `${name}.${spec.name}.${choice}`),
  ]),
]);

function placesOf([name, { options = {}, shortcut, form }]: [string, CommandTexts]): readonly string[] {
  return [
    name,
    ...(shortcut === undefined ? [] : [`${name} in menus`]),
    ...(form === undefined ? [] : [`the form of ${name}`]),
    ...Object.entries(options).flatMap(([option, [, , choices = {}]]) => [
      `${name}.${option}`,
      ...Object.keys(choices).map((choice) => `${name}.${option}.${choice}`),
    ]),
  ];
}

// What Discord takes as a name, and its longest texts.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const DESCRIPTION = /^\S.{0,98}\S$/u;
const LABEL = /^\S.{0,30}\S$/u;
const TITLE = /^\S.{0,43}\S$/u;

describe.each(Object.entries(LANGUAGES))('the messages in "%s"', (_language, { root, commands: texts }) => {
  const entries = Object.entries(texts);
  const options = entries.flatMap(([, { options: own = {} }]) => Object.values(own));
  const isName = (name: string) => NAME.test(name) && name === name.toLowerCase();

  it('name every command, option and choice there is, and nothing else', () => {
    expect(entries.flatMap(placesOf).toSorted()).toEqual(wanted.toSorted());
  });

  it('fit into what Discord takes', () => {
    const names = [root, ...Object.values(texts)].map(({ name }) => name);
    const described = [root, ...Object.values(texts)].map(({ description }) => description);
    const labels = Object.values(texts).flatMap(({ shortcut }) => shortcut ?? []);
    const choices = options.flatMap(([, , own = {}]) => Object.values(own));
    expect([...names, ...options.map(([name]) => name)].filter((name) => !isName(name))).toEqual([]);
    const descriptions = [...described, ...options.map(([, description]) => description), ...choices];
    expect(descriptions.filter((text) => !DESCRIPTION.test(text) && text.length !== 1)).toEqual([]);
    expect(labels.filter((label) => !LABEL.test(label))).toEqual([]);
    const titles = Object.values(texts).flatMap(({ form }) => form ?? []);
    expect(titles.filter((title) => !TITLE.test(title))).toEqual([]);
  });

  it('call no two things alike', () => {
    const groups = [
      Object.values(texts).map(({ name }) => name),
      ...Object.values(texts).map(({ options: own = {} }) => Object.values(own).map(([name]) => name)),
      ...options.map(([, , choices = {}]) => Object.values(choices)),
    ];
    expect(groups.filter((group) => new Set(group).size < group.length)).toEqual([]);
  });

  it('give no command the English name of another', () => {
    const taken = entries.filter(([own, { name }]) => name !== own && texts[name] !== undefined);
    expect(taken).toEqual([]);
  });
});

it('all fit into one command, counted in the longest language', () => {
  const [papers] = toDiscordCommands(commands, 'everywhere');
  if (papers === undefined || !('description' in papers)) expect.fail('there is no command');
  const length = textLength(papers);
  expect(length).toBeGreaterThan(1_000);
  expect(length).toBeLessThanOrEqual(8_000);
});

it('says nothing in a language that has no word for something', () => {
  expect(inEveryLanguage(({ commands: { search } }) => search?.name)).toEqual({ de: 'suche', ja: '検索' });
  expect(inEveryLanguage(({ commands: texts }) => texts['dance']?.name)).toEqual({});
});

it.each([
  ['de', 'Ja'],
  ['de-AT', 'Ja'],
  ['JA', 'はい'],
  ['en-US', undefined],
  ['constructor', undefined],
  [undefined, undefined],
])('speaks to somebody whose language is %s in that, or in English', (locale, yes) => {
  expect(messagesFor(locale)?.answers.yes).toBe(yes);
});
