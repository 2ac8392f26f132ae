/** An option as people read it: its name, its description, and the names of its choices by their values. */
export type OptionTexts = readonly [
  name: string,
  description: string,
  choices?: Readonly<Record<string, string>>,
];

export interface CommandTexts {
  readonly name: string;
  readonly description: string;
  /** By the fixed names of options, which are what invocations carry in every language. */
  readonly options?: Readonly<Record<string, OptionTexts>>;
  /** As menus of messages show it. */
  readonly shortcut?: string;
  /** The title of its form. */
  readonly form?: string;
}

/** All that one language calls what can be asked. */
export interface Messages {
  /** What all commands stand below, where a platform has such a thing. */
  readonly root: Pick<CommandTexts, 'name' | 'description'>;
  /** What options that are yes or no are answered with. */
  readonly answers: { readonly yes: string; readonly no: string };
  /** By the fixed names of commands. */
  readonly commands: Readonly<Record<string, CommandTexts>>;
}
