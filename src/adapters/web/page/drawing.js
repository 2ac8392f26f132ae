import { element } from './element.js';

const TAG_OF_STYLE = { strong: 'strong', emphasis: 'em', code: 'code', mark: 'mark' };

/** Draws a reply as the server rendered it; `press` is called with a button's action, its name in words and the button. */
export function drawReply(reply, press) {
  const drawn = document.createDocumentFragment();
  let cards;
  for (const block of reply.blocks) {
    if (block.type !== 'item') {
      cards = undefined;
      drawn.append(drawBlock(block, press));
      continue;
    }
    if (cards === undefined) {
      cards = element('ol', { className: 'cards', role: 'list' });
      drawn.append(cards);
    }
    cards.append(drawItem(block, press));
  }
  return drawn;
}

function drawBlock(block, press) {
  switch (block.type) {
    case 'heading':
      return element('h3', { className: 'heading' }, block.text);
    case 'text':
      return drawText(block);
    case 'fields':
      return drawFields(block.fields);
    case 'image':
      return element('img', { className: 'picture', alt: block.alt, src: block.url });
    case 'notice':
      return element('p', { className: `notice ${block.level}` }, ...drawSpans(block.spans));
    case 'divider':
      return element('hr');
    case 'actions':
      return drawActions(block.actions, (action, button) => press(action, action.label, button));
    default:
      return '';
  }
}

function drawText({ spans, subtle, thumbnail }) {
  const text = element('p', { className: subtle ? 'text subtle' : 'text' }, ...drawSpans(spans));
  if (thumbnail === undefined) return text;
  return element('div', { className: 'beside' }, text, drawThumbnail(thumbnail));
}

function drawItem(item, press) {
  const words = item.title.map((span) => span.text).join('');
  const title = item.title.map(({ text, style }) => drawSpan({ text, style }));
  const details = [
    element('h3', { className: 'title' }, ...(item.url === undefined ? title : [link(item.url, ...title)])),
  ];
  if (item.byline || item.badges.length > 0) details.push(drawByline(item));
  if (item.body !== undefined) details.push(element('p', { className: 'body' }, ...drawSpans(item.body)));
  if (item.actions.length > 0)
    details.push(
      drawActions(
        item.actions,
        (action, button) => press(action, `${action.label}: ${words}`, button),
        words,
      ),
    );
  const card = element('li', { className: 'card' });
  if (item.number !== undefined) card.append(element('span', { className: 'number' }, String(item.number)));
  card.append(element('div', { className: 'details' }, ...details));
  if (item.thumbnail !== undefined) card.append(drawThumbnail(item.thumbnail));
  return card;
}

function drawByline({ byline, badges }) {
  const parts = badges.map((badge) => element('span', { className: 'badge' }, badge));
  if (byline) parts.unshift(element('span', {}, byline));
  return element('p', { className: 'byline' }, ...parts);
}

function drawThumbnail({ url, alt }) {
  const picture = element('img', {
    className: 'thumbnail',
    alt,
    loading: 'lazy',
    decoding: 'async',
    referrerPolicy: 'no-referrer',
  });
  picture.addEventListener('error', () => picture.remove());
  picture.src = url;
  return picture;
}

function drawFields(fields) {
  const long = fields.some(({ label }) => label.length > 24);
  const rows = fields.map(({ label, value }) =>
    element('div', {}, element('dt', {}, label), element('dd', {}, value)),
  );
  return element('dl', { className: long ? 'fields stacked' : 'fields' }, ...rows);
}

function drawActions(actions, press, about) {
  const buttons = actions.map((action) => {
    const named = about === undefined ? {} : { 'aria-label': `${action.label}: ${about}` };
    if (action.kind === 'link') {
      const anchor = link(action.url, action.label);
      anchor.className = 'action';
      return anchor;
    }
    if (action.kind === 'menu') return drawMenu(action, press, named);
    const button = element('button', { type: 'button', className: 'action', ...named }, action.label);
    button.addEventListener('click', () => press(action, button));
    return button;
  });
  return element('div', { className: 'actions' }, ...buttons);
}

/** A box to choose from. What is chosen is pressed at once, and the box asks for the next choice. */
function drawMenu({ label, choices }, press, named) {
  const prompt = element('option', { value: '', disabled: true, selected: true }, label);
  const options = choices.map((choice, at) => element('option', { value: String(at) }, choice.label));
  const box = element('select', { className: 'action', 'aria-label': label, ...named }, prompt, ...options);
  box.addEventListener('change', () => {
    const choice = choices[Number(box.value)];
    box.selectedIndex = 0;
    press(choice, box);
  });
  return box;
}

function drawSpans(spans) {
  return spans.map(drawSpan);
}

function drawSpan({ text, style, url }) {
  const styled = style in TAG_OF_STYLE ? element(TAG_OF_STYLE[style], {}, text) : text;
  return url === undefined ? styled : link(url, styled);
}

function link(href, ...children) {
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}
