import { InteractionResponseType, InteractionType } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.js';
import type { HttpRequest, HttpResponse, HttpRoute } from '../../../ops/http-route.js';
import { type Interaction, readInteraction } from '../interactions/interaction.js';
import { createSeenInteractions } from '../interactions/seen-interactions.js';
import { createSignatureCheck } from './signature.js';

const Ping = z.object({ type: z.literal(InteractionType.Ping) });

const NO_JSON = refusal(415, 'Interactions come as application/json.');
// The same for whatever is wrong with a signature: nobody learns how near they were.
const BAD_SIGNATURE = refusal(401, 'The signature is not valid.');
const NO_INTERACTION = refusal(400, 'This is no interaction.');
const SEEN_BEFORE = refusal(409, 'This interaction was taken before.');
const NOT_RUNNING = refusal(503, 'paperboy is not running at the moment.');
/** The answer comes by the interaction's token, as it does over the gateway; so whoever sends a copy learns nothing from us. */
const TAKEN: HttpResponse = { status: 202, type: 'application/json', body: '' };
const PONG = json(200, { type: InteractionResponseType.Pong });

export interface InteractionsRouteOptions {
  readonly publicKey: string;
  readonly clock: Clock;
  /** Takes an interaction to be answered; false while nobody can. */
  take(interaction: Interaction): boolean;
}

/** Where Discord brings interactions over HTTP. Nothing in a request is looked at before its signature was. */
export function interactionsRoute({ publicKey, clock, take }: InteractionsRouteOptions): HttpRoute {
  const isSigned = createSignatureCheck(publicKey, clock);
  const seen = createSeenInteractions(clock);
  return {
    method: 'POST',
    path: '/discord/interactions',
    async handle(request) {
      if (!isJson(request)) return NO_JSON;
      if (!isSigned(request)) return BAD_SIGNATURE;
      const payload = readJson(request.body);
      if (Ping.safeParse(payload).success) return PONG;
      const interaction = readInteraction(payload);
      if (interaction === undefined) return NO_INTERACTION;
      if (!seen.isNew(interaction.id)) return SEEN_BEFORE;
      return take(interaction) ? TAKEN : NOT_RUNNING;
    },
  };
}

function isJson({ headers }: HttpRequest): boolean {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function refusal(status: number, error: string): HttpResponse {
  return json(status, { error });
}

function json(status: number, body: unknown): HttpResponse {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
