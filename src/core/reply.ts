import type { RawOptions } from './option-spec.js';
import { plainText } from './plain-text.js';

/** An answer as plain data: each adapter renders it, none of them needs to know what it is about. */
export interface Reply {
  /** The whole answer as plain text: for notifications, screen readers, the terminal and the log. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Text | Item | Fields | Image | Notice | Divider | Actions;

export interface Heading {
  readonly type: 'heading';
  readonly text: string;
}

export interface Text {
  readonly type: 'text';
  readonly spans: readonly Span[];
  readonly subtle?: boolean;
  /** Shown beside the text. */
  readonly thumbnail?: Thumbnail;
}

/** A small picture from elsewhere. */
export interface Thumbnail {
  readonly url: string;
  readonly alt: string;
}

/** A card in a list: usually one paper. */
export interface Item {
  readonly type: 'item';
  readonly number?: number;
  readonly title: readonly Span[];
  readonly url?: string;
  readonly byline?: string;
  readonly body?: readonly Span[];
  readonly badges: readonly string[];
  readonly thumbnail?: Thumbnail;
  readonly actions: readonly Action[];
}

export interface Fields {
  readonly type: 'fields';
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

/** A picture that was made for this reply. */
export interface Image {
  readonly type: 'image';
  /** The bytes of a PNG in base64, so that a reply stays plain data. */
  readonly png: string;
  /** Everything that the picture says, in words and figures. */
  readonly alt: string;
  /** What it is saved as, without ending: "trends". */
  readonly name: string;
}

export interface Notice {
  readonly type: 'notice';
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface Divider {
  readonly type: 'divider';
}

export interface Actions {
  readonly type: 'actions';
  readonly actions: readonly Action[];
}

/** A run of text; never platform markup. `mark` is what the person searched for. */
export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis' | 'code' | 'mark';
  readonly url?: string;
}

export type Action = LinkAction | InvokingAction | MenuAction;

/** What leads to a command, at once or through its form. */
export type InvokingAction = CommandAction | FormAction;

export interface LinkAction {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}

/** A button that invokes a command, as if the person had typed it. */
export interface CommandAction {
  readonly kind: 'command';
  readonly label: string;
  readonly command: string;
  readonly options: RawOptions;
  /** The answer takes the place of the message that holds the button (paging). */
  readonly replaces?: boolean;
  /** What asks for one of many such buttons, where a platform gathers those of a list in a menu: "Abstract of…". */
  readonly prompt?: string;
}

/**
 * A button that opens the form of a command. What the form shows is filled in with `options`; the others among them come back with it as
 * they are, unseen. A platform without forms leaves it out.
 */
export interface FormAction {
  readonly kind: 'form';
  readonly label: string;
  readonly command: string;
  readonly options: RawOptions;
  /** The answer to the form takes the place of the message that holds the button. */
  readonly replaces?: boolean;
}

/**
 * A box from which one command is chosen, as if its button had been pressed. `label` asks for the choice: "Go to page…". What it leads to can
 * also be reached without it, for not every platform draws one.
 */
export interface MenuAction {
  readonly kind: 'menu';
  readonly label: string;
  readonly choices: readonly CommandAction[];
}

/** What stands for a picture where none can be shown. */
export function inWords({ alt }: Image): Text {
  return { type: 'text', spans: [{ text: alt }], subtle: true };
}

/** Builds a reply; its summary is the plain-text twin of its blocks. */
export function createReply(blocks: readonly Block[]): Reply {
  return { summary: plainText(blocks), blocks };
}

/** Builds a reply of one sentence. */
export function createNotice(level: Notice['level'], text: string): Reply {
  return createReply([{ type: 'notice', level, text }]);
}

/** Every button and menu of a reply, in reading order. */
export function actionsOf(blocks: readonly Block[]): readonly Action[] {
  return blocks.flatMap((block) => (block.type === 'item' || block.type === 'actions' ? block.actions : []));
}

/** Whatever in a reply leads to a command: its buttons, and what there is to choose from in its menus. */
export function invokingActionsOf(blocks: readonly Block[]): readonly InvokingAction[] {
  return actionsOf(blocks).flatMap(invokingOf);
}

function invokingOf(action: Action): readonly InvokingAction[] {
  switch (action.kind) {
    case 'command':
    case 'form':
      return [action];
    case 'menu':
      return action.choices;
    case 'link':
      return [];
  }
}
