import type { types } from '@slack/bolt';
import { encodeAction } from '../../core/action-codec.js';
import type { Action } from '../../core/reply.js';
import { safeLink } from '../../core/safe-text.js';
import { LIMITS } from './limits.js';
import { plainTextOf } from './rich-text.js';

/** Buttons, in as many rows as they need. */
export function renderActions(actions: readonly Action[]): readonly types.KnownBlock[] {
  const buttons = actions.flatMap(renderAction);
  const rows: types.KnownBlock[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow)
    rows.push({ type: 'actions', elements: buttons.slice(start, start + LIMITS.buttonsPerRow) });
  return rows;
}

/** A button; none for a link that may not be followed, nor for a form, which Slack is not shown yet. */
function renderAction(action: Action): readonly types.Button[] {
  if (action.kind === 'form') return [];
  const text = plainTextOf(action.label, LIMITS.buttonLabel);
  if (action.kind === 'command') return [{ type: 'button', text, value: encodeAction(action) }];
  const url = safeLink(action.url);
  return url === undefined ? [] : [{ type: 'button', text, url }];
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
