import { webApi } from '@slack/bolt';
import { type Finding, fine, problem, warning } from '../../core/finding.js';
import { clientOptions, type SignInOptions, signIn } from './sign-in.js';

const TOKEN = 'Slack token';

/** Looks at the bot token, and changes nothing at Slack. Never rejects. */
export async function diagnoseSlack(
  options: SignInOptions & { readonly botToken: string },
): Promise<readonly Finding[]> {
  const { botToken, apiUrl } = options;
  const client = new webApi.WebClient(botToken, clientOptions(options));
  try {
    const { botName, teamName, missingScopes } = await signIn(client, { ...options, apiUrl });
    const valid = fine(TOKEN, `valid; the app is ${botName} in the workspace ${teamName}.`);
    if (missingScopes.length === 0) return [valid];
    return [
      valid,
      warning(
        'Slack scopes',
        `the token lacks ${missingScopes.join(', ')}.`,
        'Install the app again with the manifest that `paperboy manifest slack` prints.',
      ),
    ];
  } catch (error) {
    const [text = '', remedy = ''] = halves(error instanceof Error ? error.message : String(error));
    return [problem(TOKEN, text, remedy)];
  }
}

/** What is wrong, and what to do about it: a sentence of its own, or what stands behind the colon. */
function halves(sentence: string): readonly string[] {
  const [text, remedy] = sentence.split(/\. (?=[A-Z])/);
  if (remedy !== undefined) return [`${text}.`, remedy];
  const [, cause, advice = ''] = /^(.*?): (.*)$/.exec(sentence) ?? [];
  if (cause === undefined) return [sentence, 'Look at the app at https://api.slack.com/apps.'];
  return [`${cause}.`, advice.charAt(0).toUpperCase() + advice.slice(1)];
}
