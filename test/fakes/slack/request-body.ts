import type { IncomingMessage } from 'node:http';
import { type JsonObject, readObject } from './schema-unions.js';

/** The arguments of a call: a JSON object, or a form in which structured values are JSON inside a string. */
export async function readArguments(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  if (request.headers['content-type']?.includes('json') === true) return readObject(parse(body)) ?? {};
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, formValue(name, value)]),
  );
}

const STRUCTURED = ['blocks', 'view', 'metadata', 'attachments'];

function formValue(name: string, value: string): unknown {
  if (STRUCTURED.includes(name)) return parse(value);
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
