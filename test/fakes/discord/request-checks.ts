import type {
  APIModalInteractionResponseCallbackData,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { ApiError, describeProblem, invalidForm, type Problem } from './api-error.js';
import { choiceProblems, repeatedChoices } from './choice-rules.js';
import { commandProblems } from './command-rules.js';
import {
  flagProblems,
  isEmpty,
  type MessageBody,
  type MessageParts,
  mentionProblems,
  mergeParts,
  messageProblems,
  unseenFiles,
} from './message-rules.js';
import { modalProblems } from './modal-rules.js';
import type { RestRequest } from './route.js';
import { type BodySchema, checkBody, SCHEMAS } from './schema-check.js';
import { fileProblems, type Uploads } from './uploads.js';

/** Reads bodies as Discord does: what it would refuse is refused, and written down for the test to find. */
export interface RequestChecks {
  body<Body>(schema: BodySchema<Body>, request: RestRequest): Body;
  message(body: MessageBody, request: RestRequest, current?: MessageParts): MessageParts;
  commands(request: RestRequest): RESTPutAPIApplicationCommandsJSONBody;
  /** Choices offered to somebody who is typing. */
  choices(data: unknown, request: RestRequest): void;
  modal(modal: APIModalInteractionResponseCallbackData, request: RestRequest): void;
  /** Something Discord would accept and we would not. */
  frownUpon(request: RestRequest, sentence: string): void;
}

export function createRequestChecks(violations: string[], uploads: Uploads): RequestChecks {
  const frownUpon = (request: RestRequest, sentence: string) => {
    violations.push(`${request.method} ${request.path}: ${sentence}`);
  };
  const refuse = (request: RestRequest, problems: readonly Problem[]) => {
    for (const problem of problems) frownUpon(request, describeProblem(problem));
    if (problems.length > 0) throw invalidForm(problems);
  };
  const body = <Body>(schema: BodySchema<Body>, request: RestRequest): Body => {
    const checked = checkBody(schema, withoutInertKeys(request.body));
    if (checked.ok) return checked.body;
    refuse(request, checked.problems);
    throw invalidForm([{ path: [], message: 'is not what Discord expects here' }]);
  };
  return {
    body,
    frownUpon,
    message(message, request, current) {
      refuse(request, fileProblems(request.files, message, current?.attachments ?? []));
      const parts = mergeParts(message, uploads.accept(request.files, message), current);
      refuse(request, mentionProblems(message));
      if (isEmpty(parts)) {
        frownUpon(request, 'the message is empty');
        throw new ApiError(400, 50006, 'Cannot send an empty message');
      }
      refuse(request, messageProblems(parts));
      for (const name of unseenFiles(parts)) frownUpon(request, `nothing shows the file ${name}`);
      if (current !== undefined) refuse(request, flagProblems(message, current));
      return parts;
    },
    choices(data, request) {
      refuse(request, choiceProblems(data));
      for (const sentence of repeatedChoices(data)) frownUpon(request, sentence);
    },
    modal: (modal, request) => refuse(request, modalProblems(modal)),
    commands(request) {
      const commands = body(SCHEMAS.commands, request);
      if (commands.length === 0) frownUpon(request, 'an empty list would delete every command');
      refuse(request, commandProblems(commands));
      return commands;
    },
  };
}

/** discord.js puts these into every body, switched off; Discord takes no notice, so neither does the fake. */
const INERT = ['tts', 'enforce_nonce'];

function withoutInertKeys(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).filter(([key, value]) => !(INERT.includes(key) && value === false));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'data' ? withoutInertKeys(value) : value]),
  );
}
