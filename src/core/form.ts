import type { CommandSummary } from './command.js';
import { USUAL } from './domain-options.js';
import { messagesFor } from './messages/catalogue.js';
import type { CommandTexts, Messages } from './messages/messages.js';
import type { OptionSpec, RawOptions } from './option-spec.js';
import type { FormAction } from './reply.js';

/** Some options of a command to be filled in by a person, in their language; plain data, which each adapter draws. */
export interface Form {
  readonly title: string;
  /** Comes back with what was filled in, as an input of the kind `form`. */
  readonly token: string;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly spec: OptionSpec;
  readonly label: string;
  readonly description: string;
  /** The only values there are, with their names; absent where text is typed. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What it is filled in with. */
  readonly value?: string;
  /** What holds while nothing is filled in, where that is known. */
  readonly usual?: string;
}

/** What the token of a form stands for: the options that come back with it unseen, and what fields that are filled in mean once they are emptied. */
export function keptAction(
  { name, form }: CommandSummary,
  options: RawOptions,
  replaces: boolean,
): FormAction {
  const { title = name, fields = [], emptied = {} } = form ?? {};
  const kept = Object.entries(options).flatMap(([option, value]) => {
    const unseen = fields.includes(option) ? emptied[option] : value;
    return unseen === undefined ? [] : [[option, unseen]];
  });
  return { kind: 'form', label: title, command: name, options: Object.fromEntries(kept), replaces };
}

/** Draws up the form of a command for a person of some locale; `options` are what holds now. */
export function createForm(
  { name, specs, form }: CommandSummary,
  options: RawOptions,
  {
    token,
    locale,
    usual = {},
  }: { readonly token: string; readonly locale: string | undefined; readonly usual?: RawOptions },
): Form {
  const { title = name, fields = [] } = form ?? {};
  const messages = messagesFor(locale);
  const texts = messages?.commands[name];
  const shown = fields.flatMap((field) => specs.filter((spec) => spec.name === field));
  return {
    title: texts?.form ?? title,
    token,
    fields: shown.map((spec) => createField(spec, { options, usual }, { messages, texts })),
  };
}

interface Language {
  readonly messages: Messages | undefined;
  readonly texts: CommandTexts | undefined;
}

interface Values {
  readonly options: RawOptions;
  readonly usual: RawOptions;
}

function createField(spec: OptionSpec, { options, usual }: Values, { messages, texts }: Language): FormField {
  const [name = spec.name, description = spec.description, names = {}] = texts?.options?.[spec.name] ?? [];
  const { [spec.name]: value } = options;
  const { [spec.name]: otherwise } = usual;
  const choices =
    spec.type === 'boolean'
      ? answersOf(messages)
      : spec.choices?.map((choice) => ({ value: choice, label: names[choice] ?? choice }));
  return {
    spec,
    label: capitalized(name),
    description,
    ...(choices === undefined ? {} : { choices }),
    // What is as usual again is shown as what it is: empty.
    ...(value === undefined || value === USUAL ? {} : { value: String(value) }),
    ...(otherwise === undefined ? {} : { usual: String(otherwise) }),
  };
}

function answersOf(messages: Messages | undefined) {
  return [
    { value: 'true', label: messages?.answers.yes ?? 'Yes' },
    { value: 'false', label: messages?.answers.no ?? 'No' },
  ];
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
