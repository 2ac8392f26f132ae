import { drawReply } from './drawing.js';
import { element } from './element.js';
import { drawForm } from './form.js';

/** One question and its answer, or one post: an article whose answer can be shown as cards or as plain text. */
export function createExchange({ title, kind, time, press }) {
  const answer = element('div', { className: 'answer' });
  const toggle = element('button', { type: 'button', className: 'toggle', hidden: true }, 'Plain text');
  toggle.setAttribute('aria-pressed', 'false');
  const name = element('h2', { className: 'name' }, title);
  const node = element(
    'article',
    { className: `exchange ${kind}`, tabIndex: -1, 'aria-label': title },
    element('header', {}, name, ...(time === undefined ? [] : [drawTime(time)]), toggle),
    answer,
  );
  let shown;

  function draw() {
    const plain = toggle.getAttribute('aria-pressed') === 'true';
    answer.replaceChildren(
      plain
        ? element('pre', { className: 'plain' }, shown.summary)
        : drawReply(shown, ({ token }, words, button) => press(exchange, { action: token }, words, button)),
    );
  }

  toggle.addEventListener('click', () => {
    toggle.setAttribute('aria-pressed', String(toggle.getAttribute('aria-pressed') !== 'true'));
    draw();
  });

  const exchange = {
    node,
    wait() {
      node.setAttribute('aria-busy', 'true');
      toggle.hidden = true;
      answer.replaceChildren(element('p', { className: 'waiting' }, 'Looking'));
    },
    show(reply) {
      node.removeAttribute('aria-busy');
      shown = reply;
      toggle.hidden = false;
      draw();
    },
    fillIn(form, send) {
      answer.replaceChildren(drawForm(form, send));
    },
    fail(message, again) {
      node.removeAttribute('aria-busy');
      const retry = element('button', { type: 'button', className: 'action' }, 'Try again');
      retry.addEventListener('click', again);
      answer.replaceChildren(
        element('p', { className: 'notice error', role: 'alert' }, message),
        element('div', { className: 'actions' }, retry),
      );
    },
  };
  return exchange;
}

function drawTime(at) {
  const words = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return element('time', { dateTime: at }, words);
}
