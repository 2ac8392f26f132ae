import { type APIComponentInContainer, ComponentType } from 'discord.js';
import type { Action, InvokingAction } from '../../../core/reply.js';
import type { Card } from './card.js';
import { beside, textDisplay } from './components.js';
import { type Controls, countMenus, type Menu, type Row } from './controls.js';
import type { Drawing, Form } from './drawing.js';
import type { Allotment } from './stretch.js';

/** Cards that follow each other, in one frame. */
export function drawCards(cards: readonly Card[], controls: Controls): Drawing {
  const menus = menusOf(cards);
  const fixed = cards.reduce((sum, card) => sum + card.fixed, 0);
  return {
    count(form) {
      const around = 1 + (form.lines ? cards.length - 1 : 0);
      switch (form.cards) {
        case 'full':
          return cards.reduce((sum, card) => sum + countFull(card, form), around);
        case 'compact':
          return around + cards.length + countMenus(menus);
        case 'joined':
          return around + 1 + countMenus(menus);
      }
    },
    fixed: () => fixed,
    stretches: (form) => cards.flatMap((card) => card.stretches(form)),
    draw(form, allotment) {
      const rows = form.cards === 'full' ? [] : controls.menus(menus);
      const shown = drawEach(cards, controls, form, allotment);
      return [{ type: ComponentType.Container, components: [...shown, ...rows] }];
    },
  };
}

function countFull({ thumbnail, controls }: Card, { thumbnails }: Form): number {
  return (thumbnails && thumbnail !== undefined ? 3 : 1) + controls;
}

function drawEach(
  cards: readonly Card[],
  controls: Controls,
  form: Form,
  allotment: Allotment,
): readonly (APIComponentInContainer | Row)[] {
  const texts = cards.map((card) => card.text(form, allotment));
  if (form.cards === 'joined') return [textDisplay(texts.join('\n\n'))];
  return cards.flatMap((card, at) => {
    const text = beside(texts[at] ?? '', form.thumbnails ? card.thumbnail : undefined);
    const line = form.lines && at > 0 ? [{ type: ComponentType.Separator as const }] : [];
    return [...line, text, ...(form.cards === 'full' ? controls.rows(card.actions) : [])];
  });
}

/** The buttons of all cards, gathered by what they are called: "Abstract of…", and then of which. */
function menusOf(cards: readonly Card[]): readonly Menu[] {
  const menus = new Map<string, { readonly label: string; readonly options: Menu['options'][number][] }>();
  for (const { name, actions } of cards) {
    for (const action of actions.flatMap(invokingOf)) {
      const label = promptOf(action);
      const menu = menus.get(label) ?? { label, options: [] };
      menu.options.push({ label: name, action });
      menus.set(label, menu);
    }
  }
  return [...menus.values()];
}

function invokingOf(action: Action): readonly InvokingAction[] {
  if (action.kind === 'menu') return action.choices;
  return action.kind === 'link' ? [] : [action];
}

function promptOf(action: InvokingAction): string {
  return (action.kind === 'command' ? action.prompt : undefined) ?? `${action.label}…`;
}
