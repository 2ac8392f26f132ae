import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { encodeAction, uniqueToken } from '../../../core/action-codec.js';
import type { Action, InvokingAction, LinkAction } from '../../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../../core/safe-text.js';
import { LIMITS } from '../limits.js';
import { inPortions } from './components.js';
import { oneLine } from './escape.js';

type Control = APIButtonComponent | APIStringSelectComponent;

export type Row = APIActionRowComponent<Control>;

/** What there is to choose from in one box. */
export interface Menu {
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly action: InvokingAction }[];
}

/** Makes the buttons and menus of one message: two that do the same still need ids of their own. */
export interface Controls {
  /** In as many rows as they need; links that may not be shown, or are too long for a button, are left out. */
  rows(actions: readonly Action[]): readonly Row[];
  menus(menus: readonly Menu[]): readonly Row[];
}

export function createControls(): Controls {
  const unique = createTokenCount();
  let boxes = 0;
  const menuRows = ({ label, options }: Menu) =>
    inPortions(options, LIMITS.selectOptions).map((portion) => {
      boxes += 1;
      return rowOf([selectOf({ label, options: portion }, `menu:${boxes}`)]);
    });
  const buttonOf = (action: InvokingAction): APIButtonComponent => {
    const label = labelOf(action.label, action.command, LIMITS.buttonLabel);
    const custom_id = unique(encodeAction(action));
    return { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id };
  };
  return {
    rows(actions) {
      const buttons = actions.flatMap((action) => {
        if (action.kind === 'menu') return [];
        return action.kind === 'link' ? linkButton(action) : [buttonOf(action)];
      });
      const menus = actions.filter((action) => action.kind === 'menu');
      return [
        ...inPortions(buttons, LIMITS.buttonsPerRow).map(rowOf),
        ...menus.map(menuOf).flatMap(menuRows),
      ];
    },
    menus: (menus) => menus.flatMap(menuRows),
  };
}

/** How many components the rows of some buttons and menus are. */
export function countControls(actions: readonly Action[]): number {
  let buttons = 0;
  let menus = 0;
  for (const action of actions) {
    if (action.kind === 'menu') menus += Math.ceil(action.choices.length / LIMITS.selectOptions);
    else if (action.kind !== 'link' || buttonLink(action) !== undefined) buttons += 1;
  }
  return Math.ceil(buttons / LIMITS.buttonsPerRow) + buttons + 2 * menus;
}

/** How many components the rows of some menus are. */
export function countMenus(menus: readonly Menu[]): number {
  return menus.reduce((sum, { options }) => sum + 2 * Math.ceil(options.length / LIMITS.selectOptions), 0);
}

function menuOf({ label, choices }: Extract<Action, { kind: 'menu' }>): Menu {
  return { label, options: choices.map((action) => ({ label: action.label, action })) };
}

function buttonLink({ url }: LinkAction): string | undefined {
  const link = safeLink(url);
  return link === undefined || link.length > LIMITS.buttonUrl ? undefined : link;
}

function linkButton(action: LinkAction): readonly APIButtonComponent[] {
  const url = buttonLink(action);
  if (url === undefined) return [];
  const label = labelOf(action.label, 'Open', LIMITS.buttonLabel);
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }];
}

/** What is chosen comes back as the value of its option: the token that a button would have had. */
function selectOf({ label, options }: Menu, custom_id: string): APIStringSelectComponent {
  const unique = createTokenCount();
  return {
    type: ComponentType.StringSelect,
    custom_id,
    placeholder: labelOf(label, 'Choose…', LIMITS.selectPlaceholder),
    options: options.map(({ label: text, action }) => ({
      label: labelOf(text, action.command, LIMITS.optionLabel),
      value: unique(encodeAction(action)),
    })),
  };
}

function createTokenCount(): (token: string) => string {
  const seen = new Map<string, number>();
  return (token) => {
    const count = seen.get(token) ?? 0;
    seen.set(token, count + 1);
    return uniqueToken(token, count);
  };
}

function rowOf(components: Control[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function labelOf(label: string, otherwise: string, most: number): string {
  return cutText(oneLine(cleanText(label)) || otherwise, most);
}
