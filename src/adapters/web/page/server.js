const GONE = 'paperboy is not answering. It may have stopped.';
const PATIENCE_MS = 30_000;

export const listCommands = async () => (await request('api/commands')).commands;

export const listPosts = async (after) => (await request(`api/posts?after=${after}`)).posts;

/** Asks a text, presses a button or sends a form: `{ text }`, `{ action }`, or `{ form, options }`. */
export function ask(question) {
  return request('api/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
}

/** Resolves with the answer's JSON; rejects with an error whose message can be shown. */
async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    throw new Error(GONE, { cause });
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `paperboy answered with an error (${response.status}).`);
  return body;
}
