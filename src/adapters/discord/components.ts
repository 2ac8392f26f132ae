import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { encodeAction, uniqueToken } from '../../core/action-codec.js';
import type { Action, LinkAction, MenuAction } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { LIMITS } from './limits.js';

export type Component = APIMessageTopLevelComponent;

export type Control = APIButtonComponent | APIStringSelectComponent;

/** Makes a button or menus of an action; a link that may not be shown makes none. */
export type RenderAction = (action: Action) => readonly Control[];

/** Two buttons of one message that do the same still need ids of their own, so each message has its own renderer. */
export function createActionRenderer(): RenderAction {
  const unique = createTokenCount();
  let menus = 0;
  return (action) => {
    switch (action.kind) {
      case 'link':
        return linkButton(action);
      case 'command':
      case 'form': {
        const label = labelOf(action.label, action.command, LIMITS.buttonLabel);
        const custom_id = unique(encodeAction(action));
        return [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id }];
      }
      case 'menu':
        return inPortions(action.choices, LIMITS.selectOptions).map((choices) => {
          menus += 1;
          return selectOf({ ...action, choices }, `menu:${menus}`);
        });
    }
  };
}

function linkButton(action: LinkAction): readonly APIButtonComponent[] {
  const url = safeLink(action.url);
  if (url === undefined || url.length > LIMITS.buttonUrl) return [];
  const label = labelOf(action.label, 'Open', LIMITS.buttonLabel);
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }];
}

/** What is chosen comes back as the value of its option: the token that a button would have had. */
function selectOf({ label, choices }: MenuAction, custom_id: string): APIStringSelectComponent {
  const unique = createTokenCount();
  return {
    type: ComponentType.StringSelect,
    custom_id,
    placeholder: labelOf(label, 'Choose…', LIMITS.selectPlaceholder),
    options: choices.map((choice) => ({
      label: labelOf(choice.label, choice.command, LIMITS.optionLabel),
      value: unique(encodeAction(choice)),
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

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** As many rows as the buttons need, and one for each menu. */
export function actionRows(controls: readonly Control[]): readonly Component[] {
  const buttons = controls.filter((control) => control.type === ComponentType.Button);
  const menus = controls.filter((control) => control.type === ComponentType.StringSelect);
  return [...inPortions(buttons, LIMITS.buttonsPerRow).map(rowOf), ...menus.map((menu) => rowOf([menu]))];
}

function rowOf(components: (APIButtonComponent | APIStringSelectComponent)[]): Component {
  return { type: ComponentType.ActionRow, components };
}

function inPortions<Part>(parts: readonly Part[], most: number): readonly Part[][] {
  const count = Math.ceil(parts.length / most);
  return Array.from({ length: count }, (_, at) => parts.slice(at * most, (at + 1) * most));
}

/** Whether Discord takes these components as one message. */
export function fitsOneMessage(components: readonly Component[]): boolean {
  const size = components.reduce(
    (sum, component) => {
      const own = sizeOf(component);
      return { count: sum.count + own.count, text: sum.text + own.text };
    },
    { count: 0, text: 0 },
  );
  return size.count <= LIMITS.components && size.text <= LIMITS.text;
}

interface Size {
  readonly count: number;
  readonly text: number;
}

function sizeOf(component: Component): Size {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return { count: 1, text: component.content.length };
    case ComponentType.ActionRow:
      return { count: 1 + component.components.length, text: 0 };
    case ComponentType.Section:
      return { count: 2 + component.components.length, text: textOf(component.components) };
    case ComponentType.Container:
      return component.components
        .map(sizeOf)
        .reduce((sum, own) => ({ count: sum.count + own.count, text: sum.text + own.text }), {
          count: 1,
          text: 0,
        });
    default:
      return { count: 1, text: 0 };
  }
}

function textOf(displays: readonly APITextDisplayComponent[]): number {
  return displays.reduce((sum, { content }) => sum + content.length, 0);
}

function labelOf(label: string, otherwise: string, most: number): string {
  return cutText(cleanText(label).replace(/\s+/g, ' ').trim() || otherwise, most);
}
