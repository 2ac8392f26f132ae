import { renderReply } from '../../../src/adapters/discord/drawing/render.js';
import { QUIET } from '../../../src/adapters/slack/quiet.js';
import { renderMessage } from '../../../src/adapters/slack/render.js';
import type { Reply } from '../../../src/core/reply.js';
import { mergeParts, messageProblems } from '../../fakes/discord/message-rules.js';
import { checkBody, SCHEMAS } from '../../fakes/discord/schema-check.js';
import { createPayloadChecks } from '../../fakes/slack/payload-checks.js';
import type { Visible } from './visible.js';

const known = new Map<string, Promise<readonly string[]>>();

/** What a platform would find wrong with what was posted there, as it draws it. */
export async function payloadProblems(posts: readonly Visible[]): Promise<readonly string[]> {
  const found = await Promise.all(
    posts.map(({ target: { platform }, reply }) => {
      const name = `${platform} ${JSON.stringify(reply)}`;
      const problems =
        known.get(name) ?? (platform === 'slack' ? slackProblems(reply) : discordProblems(reply));
      known.set(name, problems);
      return problems;
    }),
  );
  return found.flat();
}

async function discordProblems(reply: Reply): Promise<readonly string[]> {
  const { components, flags } = renderReply(reply);
  const checked = checkBody(SCHEMAS.messageCreate, { components, flags, allowed_mentions: { parse: [] } });
  const problems = checked.ok ? messageProblems(mergeParts(checked.body, [])) : checked.problems;
  return problems.map(({ path, message }) => `discord: ${path.join('.')} ${message}`);
}

async function slackProblems(reply: Reply): Promise<readonly string[]> {
  const violations: string[] = [];
  const { text, blocks } = renderMessage(reply);
  await createPayloadChecks(violations)
    .message({ text, blocks, ...QUIET }, 'slack', 'new')
    .catch((error: unknown) => void violations.push(String(error)));
  return violations;
}
