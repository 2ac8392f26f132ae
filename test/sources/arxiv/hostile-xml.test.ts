import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities } from '../../../src/sources/arxiv/entities.js';
import { atomEntry, atomFeed, inventPaper } from '../../fakes/arxiv/feeds.js';
import { openArxivRoom } from './arxiv-room.js';

async function answering(body: string | Uint8Array) {
  const { arxiv } = await openArxivRoom({ query: () => body });
  return arxiv.papers(['2605.00001']);
}

const feed = atomFeed([atomEntry(inventPaper(1))]);

describe('XML that is none, or means harm', () => {
  it.each<[string, string | Uint8Array, string]>([
    [
      'entities that unfold',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>`,
      'XML with a document type',
    ],
    [
      'entities from elsewhere',
      `<!doctype x [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>`,
      'XML with a document type',
    ],
    ['half a feed', feed.slice(0, feed.length / 2), 'XML that is broken or cut off'],
    ['a feed without its end', feed.replace('</feed>', ''), 'XML that is broken or cut off'],
    ['nothing', '', 'XML'],
    ['no XML', '{"feed":[]}', 'XML'],
    ['another document', '<html><body>x</body></html>', 'XML that is no Atom feed'],
    [
      'a well',
      `<feed>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</feed>`,
      'XML that is not safe to read',
    ],
    ['UTF-16', Buffer.from(`\ufeff${feed}`, 'utf16le'), 'a body that is written in UTF-16'],
  ])('is a sentence: %s', async (_, body, sentence) => {
    await expect(answering(body)).rejects.toThrow(`arXiv sent ${sentence}`);
  });

  it('cannot reach into the objects of this process', async () => {
    const entry = atomEntry(inventPaper(1), '<__proto__><title>x</title></__proto__>');
    await expect(answering(atomFeed([entry]))).rejects.toThrow('arXiv sent XML that is not safe to read.');
  });

  it('may begin with a byte order mark', async () => {
    expect((await answering(`\ufeff${feed}`)).papers).toHaveLength(1);
  });
});

describe('an entity', () => {
  it.each([
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['&quot;x&apos;', `"x'`],
    ['caf&#233; &#x1F600;', 'café 😀'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&lol; &eacute; &;', '&lol; &eacute; &;'],
    ['&#0;|&#xD800;|&#9999999;|&#x110000;', ' | | | '],
  ])('is decoded once, if it is one of XML’s own: %s', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });

  it('never makes a text longer', () => {
    const parts = fc.constantFrom('&', 'lt;', '#x41;', 'amp;', '#65;', 'x', ';', '&quot;');
    fc.assert(
      fc.property(fc.array(parts), (pieces) => {
        const text = pieces.join('');
        expect(decodeEntities(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
