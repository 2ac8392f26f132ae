import { createAskedBefore } from './asked-before.js';
import { element } from './element.js';
import { createExchange } from './exchange.js';
import { ask, listCommands, listPosts } from './server.js';

const POLL_MS = 3_000;
/** Who has scrolled further up than this is reading, and is not moved when a post arrives. */
const AT_END_PX = 80;
const EXAMPLES = ['trending', 'search "chain of thought"', 'search diffusion -image sort:new', 'help'];
const IDLE_HINT = 'Type a command, or choose one. ↑ brings back earlier ones.';

const byId = (id) => document.getElementById(id);
const conversation = byId('conversation');
const input = byId('question');
const askedBefore = createAskedBefore();
let commands = [];
let newestPost = 0;

/** The command a line names, and the ones it may become. */
function matching(text) {
  const word = text.trimStart().split(/\s/, 1)[0].toLowerCase();
  return {
    named: commands.find((command) => command.name === word),
    near: word === '' ? [] : commands.filter((command) => command.name.startsWith(word)),
  };
}

function showHint() {
  const { named, near } = matching(input.value);
  const only = named ?? (near.length === 1 ? near[0] : undefined);
  if (only !== undefined)
    byId('hint').replaceChildren(element('code', {}, only.usage), ` ${only.description}`);
  else if (near.length > 0)
    byId('hint').replaceChildren(...near.flatMap(({ name }) => [element('code', {}, name), ' ']));
  else byId('hint').replaceChildren(IDLE_HINT);
}

function write(text) {
  input.value = text;
  input.focus();
  input.setSelectionRange(text.length, text.length);
  showHint();
}

function announce(reply) {
  byId('announcer').textContent = reply.summary.split('\n', 1)[0].slice(0, 200);
}

function append(exchange) {
  byId('welcome').hidden = true;
  conversation.append(exchange.node);
}

function startOf(exchange) {
  exchange.node.scrollIntoView({ block: 'start' });
}

function exchangeFor(title, kind = 'asked') {
  return createExchange({ title, kind, press });
}

function submit(text) {
  askedBefore.add(text);
  remember(text);
  const exchange = exchangeFor(text);
  append(exchange);
  fill(exchange, text);
  return exchange;
}

async function fill(exchange, text) {
  exchange.wait();
  startOf(exchange);
  try {
    const { reply } = await ask({ text });
    exchange.show(reply);
    announce(reply);
  } catch (error) {
    exchange.fail(error.message, () => fill(exchange, text));
  }
  startOf(exchange);
}

/**
 * A pressed button, or a form that is sent: the answer takes the place of the one that holds the button, or follows the conversation. Resolves
 * with whether there was one.
 */
async function press(from, question, words, button) {
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    const { form, reply, replaces } = await ask(question);
    if (form !== undefined) return openForm(from, form);
    const to = replaces ? from : exchangeFor(words, 'pressed');
    if (!replaces) append(to);
    to.show(reply);
    announce(reply);
    startOf(to);
    to.node.focus({ preventScroll: true });
    return true;
  } catch (error) {
    const failed = exchangeFor(words, 'pressed');
    append(failed);
    failed.fail(error.message, () => {
      failed.node.remove();
      press(from, question, words, button);
    });
    startOf(failed);
    return false;
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
}

/** A form follows the conversation until it is answered; what is wrong in it comes back in a new one. */
function openForm(from, form) {
  const filling = exchangeFor(form.title, 'pressed');
  append(filling);
  filling.fillIn(form, async (options, button) => {
    if (await press(from, { form: form.token, options }, form.title, button)) filling.node.remove();
  });
  startOf(filling);
  filling.node.querySelector('input, select').focus({ preventScroll: true });
  return true;
}

/** Keeps the last question in the address, so that a reload or a copied link asks it again. */
function remember(text) {
  history.replaceState(null, '', `?q=${encodeURIComponent(text).replaceAll('%20', '+')}`);
}

function drawCommands() {
  const chips = commands.map(({ name, usage, description, options }) => {
    const chip = element(
      'button',
      { type: 'button', className: 'chip' },
      element('code', {}, name, element('span', {}, usage.slice(name.length))),
      element('span', { className: 'about' }, description),
    );
    chip.addEventListener('click', () => write(options.length === 0 ? name : `${name} `));
    return element('li', {}, chip);
  });
  byId('commands').replaceChildren(...chips);
}

function drawExamples() {
  const chips = EXAMPLES.filter((text) => matching(text).named !== undefined).map((text) => {
    const chip = element('button', { type: 'button', className: 'chip' }, element('code', {}, text));
    chip.addEventListener('click', () => submit(text).node.focus({ preventScroll: true }));
    return element('li', {}, chip);
  });
  byId('examples').replaceChildren(...chips);
}

async function loadCommands() {
  commands = await listCommands();
  drawCommands();
  drawExamples();
  showHint();
}

/** Asks what the link to this page asks for. What could change something of the visitor's waits for Enter. */
function followLink() {
  const text = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  if (text === '') return;
  if (matching(text).named?.runsFromLink) submit(text);
  else write(text);
}

async function showNewPosts() {
  const posts = await listPosts(newestPost);
  for (const { number, at, reply } of posts) {
    newestPost = number;
    const atEnd = document.documentElement.scrollHeight - scrollY - innerHeight < AT_END_PX;
    const post = createExchange({ title: 'Posted to the channel', kind: 'post', time: at, press });
    append(post);
    post.show(reply);
    announce(reply);
    if (atEnd) startOf(post);
  }
}

async function keepUp() {
  try {
    if (commands.length === 0) await loadCommands();
    await showNewPosts();
    byId('connection').textContent = '';
  } catch (error) {
    byId('connection').textContent = `${error.message} This page keeps trying.`;
  }
  setTimeout(keepUp, POLL_MS);
}

byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === '') return;
  write('');
  submit(text);
});

input.addEventListener('input', showHint);
input.addEventListener('keydown', (event) => {
  const move = { ArrowUp: () => askedBefore.earlier(input.value), ArrowDown: askedBefore.later }[event.key];
  const text = move?.();
  if (text === undefined) return;
  event.preventDefault();
  write(text);
});

document.addEventListener('keydown', (event) => {
  const elsewhere = !event.target.matches('input, textarea');
  if (event.key !== '/' || !elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
});

input.focus();
showHint();
await keepUp();
followLink();
