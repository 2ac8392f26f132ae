import { ApplicationFlags, ApplicationIntegrationType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { type Finding, fine, problem, warning } from '../../../core/finding.js';

const PATH = '/discord/interactions';
const PORTAL = 'the developer portal';

const Application = z.object({
  id: z.string(),
  name: z.string(),
  verify_key: z.string(),
  flags: z.number().default(0),
  interactions_endpoint_url: z.string().nullish(),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
  bot_require_code_grant: z.boolean().default(false),
});
const Self = z.object({ id: z.string() });

/** What is set in the developer portal. */
export type Portal = z.infer<typeof Application> & { readonly botId: string };

/** Rejects as discord.js does. */
export async function readPortal(rest: REST): Promise<Portal> {
  const application = Application.parse(await rest.get(Routes.currentApplication()));
  const { id: botId } = Self.parse(await rest.get(Routes.user()));
  return { ...application, botId };
}

/** What in the portal does not go with the configuration. */
export function portalFindings(
  portal: Portal,
  { publicKey, transportKnown }: { readonly publicKey?: string; readonly transportKnown: boolean },
): readonly Finding[] {
  return [
    intentFinding(portal),
    ...(transportKnown ? [transportFinding(portal, publicKey)] : []),
    ...(publicKey === undefined ? [] : [keyFinding(portal, publicKey)]),
    ...installFindings(portal),
    ...(portal.bot_require_code_grant ? [CODE_GRANT] : []),
  ];
}

const CODE_GRANT = problem(
  'Discord installation',
  'the bot requires an OAuth2 code grant, so that nobody can add it by its invite link.',
  `Switch off "Requires OAuth2 Code Grant" in ${PORTAL} (Bot).`,
);

const PRIVILEGED: readonly (readonly [number, string])[] = [
  [ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited, 'Presence'],
  [ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited, 'Server Members'],
  [ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited, 'Message Content'],
];

function intentFinding({ flags }: Portal): Finding {
  const allowed = PRIVILEGED.filter(([bits]) => (flags & bits) !== 0).map(([, name]) => name);
  if (allowed.length === 0)
    return fine('Discord intents', 'no privileged one is allowed, and paperboy needs none.');
  return warning(
    'Discord intents',
    `paperboy needs no privileged intent, but ${allowed.join(', ')} is allowed.`,
    `Switch it off in ${PORTAL} (Bot, Privileged Gateway Intents).`,
  );
}

function transportFinding(
  { interactions_endpoint_url: address }: Portal,
  publicKey: string | undefined,
): Finding {
  const subject = 'Discord transport';
  const endpoint = placeOf(address ?? '');
  const isSet = endpoint !== '';
  if (publicKey === undefined)
    return isSet
      ? problem(
          subject,
          `paperboy listens at the gateway, but Discord sends commands to the Interactions Endpoint URL ${endpoint}.`,
          `Empty that field in ${PORTAL} (General Information), or set DISCORD_TRANSPORT=http and DISCORD_PUBLIC_KEY.`,
        )
      : fine(subject, 'commands come over the gateway.');
  if (!isSet)
    return problem(
      subject,
      'paperboy waits for commands over HTTP, but the application has no Interactions Endpoint URL.',
      `Set it in ${PORTAL} (General Information) to the public address of this server with ${PATH} behind it, or leave DISCORD_TRANSPORT out.`,
    );
  return endpoint.endsWith(PATH)
    ? fine(subject, `commands come over HTTP, to ${endpoint}.`)
    : warning(
        subject,
        `commands come over HTTP, to ${endpoint}, which does not end in ${PATH}.`,
        'See that a proxy in between takes them there, or mend the address.',
      );
}

/** Of an address its origin and path: what stands before and behind them may be secret. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return address === '' ? '' : 'that is set there';
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function keyFinding({ verify_key: key }: Portal, publicKey: string): Finding {
  const subject = 'Discord public key';
  return key.toLowerCase() === publicKey.toLowerCase()
    ? fine(subject, 'it is the one of the application.')
    : problem(
        subject,
        'DISCORD_PUBLIC_KEY is not the key of the application that DISCORD_TOKEN belongs to.',
        `Copy it again from ${PORTAL} (General Information, Public Key).`,
      );
}

/** An application that says nothing of it is for servers alone. */
function installFindings({ integration_types_config: config }: Portal): readonly Finding[] {
  const subject = 'Discord installation';
  const ways = Object.keys(config ?? { [ApplicationIntegrationType.GuildInstall]: {} });
  const forServers = ways.includes(String(ApplicationIntegrationType.GuildInstall));
  const forPeople = ways.includes(String(ApplicationIntegrationType.UserInstall));
  const where = `in ${PORTAL} (Installation, Installation Contexts).`;
  if (forServers && forPeople)
    return [fine(subject, 'servers can add the bot, and people can for themselves.')];
  return [
    ...(forServers ? [] : [problem(subject, 'no server can add the bot.', `Allow Guild Install ${where}`)]),
    ...(forPeople
      ? []
      : [warning(subject, 'people cannot add the bot for themselves.', `Allow User Install ${where}`)]),
  ];
}
