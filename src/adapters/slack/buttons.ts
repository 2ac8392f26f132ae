import type { types } from '@slack/bolt';
import { encodeAction } from '../../core/action-codec.js';
import type { Action, MenuAction } from '../../core/reply.js';
import { safeLink } from '../../core/safe-text.js';
import { LIMITS } from './limits.js';
import { plainTextOf } from './rich-text.js';

type Control = types.Button | types.StaticSelect;

/** Buttons and menus, in as many rows as they need. */
export function renderActions(actions: readonly Action[]): readonly types.KnownBlock[] {
  const buttons = actions.flatMap(renderAction);
  const rows: types.KnownBlock[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow)
    rows.push({ type: 'actions', elements: buttons.slice(start, start + LIMITS.buttonsPerRow) });
  return rows;
}

/** A button or menu; none for a link that may not be followed, nor for a form, which Slack is not shown yet. */
function renderAction(action: Action): readonly Control[] {
  const text = plainTextOf(action.label, LIMITS.buttonLabel);
  switch (action.kind) {
    case 'command':
      return [{ type: 'button', text, value: encodeAction(action) }];
    case 'link': {
      const url = safeLink(action.url);
      return url === undefined ? [] : [{ type: 'button', text, url }];
    }
    case 'menu':
      return renderMenu(action);
    case 'form':
      return [];
  }
}

/** Slack takes shorter values in menus than on buttons; without a menu, its way is gone step by step. */
function renderMenu({ label, choices }: MenuAction): readonly types.StaticSelect[] {
  const options = choices.slice(0, LIMITS.menuOptions).map((choice) => ({
    text: plainTextOf(choice.label, LIMITS.buttonLabel),
    value: encodeAction(choice),
  }));
  if (options.length === 0 || options.some(({ value }) => value.length > LIMITS.menuValue)) return [];
  return [{ type: 'static_select', placeholder: plainTextOf(label, LIMITS.menuLabel), options }];
}

/** Slack wants every button of a message to have a name of its own; what a button does is in its value. */
export function numberButtons(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  let count = 0;
  const named = <Element extends object>(element: Element) => {
    count += 1;
    return { ...element, action_id: `button-${count}` };
  };
  return blocks.map((block) =>
    block.type === 'actions' ? { ...block, elements: block.elements.map(named) } : block,
  );
}
