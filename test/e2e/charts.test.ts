import { type APIMessage, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { pictureSize } from '../fakes/discord/uploads.js';
import { readable } from '../fakes/slack/message-text.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe.each(TRANSPORTS)('trends as a chart (Discord over %s)', (transport) => {
  const platforms = useTwoPlatforms(transport);
  const ask = (query: string, channel = platforms.discord.channel) =>
    platforms.discord.slash({ subcommand: 'trends', options: { query }, channel }).answer();

  it('is a picture on Discord, described to those who cannot see it', async () => {
    const answer = await ask('transformer');
    const [file = expect.fail('there is no file')] = answer.attachments;
    expect(pictureSize(platforms.discord.bytesOf(file))).toEqual({ width: 1_440, height: 800 });
    expect(described(answer)).toEqual([
      expect.stringMatching(/^Bars: papers on transformer by week, .+ Papers week by week: [\d, ]+\.$/),
    ]);
    expect(textOf(answer)).toMatch(/^## transformer: \d+ papers in 8 weeks/);
    expect(textOf(answer)).not.toContain('█');
  });

  it('is drawn for words in any script, and in direct messages', async () => {
    const { discord } = platforms;
    const answer = await ask('"深度学习" OR transformer', discord.directChannel());
    expect(described(answer)).toEqual([expect.stringContaining('papers on "深度学习" OR transformer')]);
  });

  it('is bars of text where no files may be attached, and on Slack', async () => {
    const { discord, slack } = platforms;
    const answer = await ask('transformer', discord.addChannel({ denied: PermissionFlagsBits.AttachFiles }));
    expect([answer.attachments, textOf(answer)]).toEqual([[], expect.stringContaining('█')]);
    const onSlack = await slack.slash({ text: 'trends transformer' }).answer();
    expect(readable(onSlack)).toContain('█');
  });

  it('says in words what Discord does not take as a file', async () => {
    const { discord } = platforms;
    const body = { code: 40005, message: 'Request entity too large' };
    discord.failNext({ method: 'POST', path: /callback$/, status: 413, body });
    expect(textOf(await ask('transformer'))).toContain('Bars: papers on transformer by week');
  });
});

function described({ components = [] }: APIMessage): readonly unknown[] {
  return components.flatMap((component) =>
    component.type === ComponentType.MediaGallery
      ? component.items.map(({ description }) => description)
      : [],
  );
}
