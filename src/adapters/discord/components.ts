import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { encodeAction, uniqueToken } from '../../core/action-codec.js';
import type { Action } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { LIMITS } from './limits.js';

export type Component = APIMessageTopLevelComponent;

/** Makes a button of an action; a link that may not be shown makes none. */
export type RenderAction = (action: Action) => readonly APIButtonComponent[];

/** Two buttons of one message that do the same still need ids of their own, so each message has its own renderer. */
export function createActionRenderer(): RenderAction {
  const seen = new Map<string, number>();
  return (action) => {
    if (action.kind === 'link') {
      const url = safeLink(action.url);
      if (url === undefined || url.length > LIMITS.buttonUrl) return [];
      return [
        { type: ComponentType.Button, style: ButtonStyle.Link, label: labelOf(action.label, 'Open'), url },
      ];
    }
    const token = encodeAction(action);
    const count = seen.get(token) ?? 0;
    seen.set(token, count + 1);
    const label = labelOf(action.label, action.command);
    const custom_id = uniqueToken(token, count);
    return [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id }];
  };
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** As many rows as the buttons need. */
export function actionRows(buttons: readonly APIButtonComponent[]): readonly Component[] {
  const rows = Math.ceil(buttons.length / LIMITS.buttonsPerRow);
  return Array.from({ length: rows }, (_, row) => {
    const components = buttons.slice(row * LIMITS.buttonsPerRow, (row + 1) * LIMITS.buttonsPerRow);
    return { type: ComponentType.ActionRow, components };
  });
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

function labelOf(label: string, otherwise: string): string {
  return cutText(cleanText(label).replace(/\s+/g, ' ').trim() || otherwise, LIMITS.buttonLabel);
}
