import { plainText } from '../../core/plain-text.js';
import type { Reply } from '../../core/reply.js';
import { cleanText, cutText } from '../../core/safe-text.js';
import { LIMITS } from './limits.js';

/** The text of a message: for notifications and screen readers, which read nothing else. Bodies go first when it is too long. */
export function fallbackText(reply: Reply): string {
  const whole = escapeText(cleanText(reply.summary));
  if (whole !== '' && whole.length <= LIMITS.fallback) return whole;
  return cutEscaped(cleanText(withoutBodies(reply)).trim() || '—');
}

function withoutBodies({ summary, blocks }: Reply): string {
  const short = blocks.map((block) => {
    if (block.type !== 'item') return block;
    const { body: _, ...item } = block;
    return item;
  });
  try {
    return plainText(short) || summary;
  } catch {
    // A broken block must not take the message down with it.
    return summary;
  }
}

/** Takes the life out of Slack's markup; these three signs are all it asks for. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// Cut before it is escaped, so that no entity is ever cut in two.
function cutEscaped(text: string): string {
  let length = 0;
  let end = 0;
  for (const sign of text) {
    length += escapeText(sign).length;
    if (length > LIMITS.fallback) return escapeText(cutText(text, end));
    end += sign.length;
  }
  return escapeText(text);
}
