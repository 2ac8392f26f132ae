import type { HttpResponse } from '../../ops/http-route.js';

export function answer(body: unknown): HttpResponse {
  return json(200, body);
}

export function refusal(status: number, error: string): HttpResponse {
  return json(status, { error });
}

function json(status: number, body: unknown): HttpResponse {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
