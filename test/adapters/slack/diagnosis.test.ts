import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diagnoseSlack } from '../../../src/adapters/slack/index.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.js';

describe('a look at Slack', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = createFakeSlack();
    await slack.start();
  });
  afterEach(() => slack.stop());
  const examine = (given: { readonly botToken?: string; readonly apiUrl?: string } = {}) =>
    diagnoseSlack({
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      logger: createRecordingLogger(),
      ...given,
    });

  it('says whose token it is', async () => {
    expect(await examine()).toMatchObject([{ level: 'ok', subject: 'Slack token' }]);
  });

  it('says which page a token is copied from that Slack refuses', async () => {
    expect(await examine({ botToken: 'xoxb-wrong' })).toEqual([
      {
        level: 'problem',
        subject: 'Slack token',
        text: 'Slack refuses SLACK_BOT_TOKEN (invalid_auth).',
        remedy: 'Copy the bot token (xoxb-…) again from "OAuth & Permissions" at api.slack.com/apps.',
      },
    ]);
  });

  it('says that Slack cannot be reached, and where it was looked for', async () => {
    const [finding] = await examine({ apiUrl: 'http://127.0.0.1:9/api/' });
    expect(finding).toMatchObject({
      level: 'problem',
      text: expect.stringMatching(/^Slack cannot be reached at http:\/\/127\.0\.0\.1:9/),
      remedy: 'Check the network and SLACK_API_URL.',
    });
  });
});
