import { describe, expect, it } from 'vitest';
import { chooseLayout } from '../../src/core/layout.js';

const FORUM = ['forum'] as const;
const CHANNEL = ['message', 'thread'] as const;

describe('how a list is to stand', () => {
  it('is what somebody wishes for, else as before, else the usual way of the place', () => {
    expect(chooseLayout({}, undefined, CHANNEL)).toEqual({ style: 'message' });
    expect(chooseLayout({}, undefined, FORUM)).toEqual({ style: 'forum' });
    expect(chooseLayout({}, { style: 'thread' }, CHANNEL)).toEqual({ style: 'thread' });
    expect(chooseLayout({ style: 'message' }, { style: 'thread' }, CHANNEL)).toEqual({ style: 'message' });
    expect(chooseLayout({}, { style: 'thread' }, ['message'])).toEqual({ style: 'message' });
  });

  it('has the tag that was wished for until it is taken away', () => {
    const tagged = chooseLayout({ tag: ' news ' }, undefined, FORUM);
    expect(tagged).toEqual({ style: 'forum', tag: 'news' });
    expect(chooseLayout({}, tagged, FORUM)).toEqual(tagged);
    expect(chooseLayout({ tag: 'None' }, tagged, FORUM)).toEqual({ style: 'forum' });
  });

  it('is refused where there is no such thing', () => {
    const refused = (...wish: Parameters<typeof chooseLayout>) => {
      expect(() => chooseLayout(...wish)).toThrow(expect.objectContaining({ name: 'UserError' }));
      try {
        return chooseLayout(...wish);
      } catch (error) {
        return String(error);
      }
    };
    expect(refused({ style: 'forum' }, undefined, CHANNEL)).toContain(
      '`style` can be message or thread here; you gave forum.',
    );
    expect(refused({ style: 'thread' }, undefined, ['message'])).toContain(
      '`style` can be message here; you gave thread.',
    );
    expect(refused({ tag: 'news' }, undefined, CHANNEL)).toContain('`tag` marks the posts of a forum');
  });
});
