interface InventedPaper {
  readonly id: string;
  readonly title: string;
  readonly published: string;
}

/** An invented paper; the number makes it different from the others. */
export function inventPaper(number: number): InventedPaper {
  const id = `2605.${String(number).padStart(5, '0')}`;
  return { id, title: `Invented Paper ${number}`, published: `2026-05-2${number % 3}T17:59:49Z` };
}

/** One entry as arXiv writes it, with the line breaks it has; `extra` goes in at the end. */
export function atomEntry(paper: InventedPaper, extra = ''): string {
  return `<entry>
    <id>http://arxiv.org/abs/${paper.id}v2</id>
    <updated>2026-05-25T10:00:00Z</updated>
    <published>${paper.published}</published>
    <title>${paper.title.replace(' ', '\n  ')}</title>
    <summary>  We invent this
paper &amp; prove that 1 &lt; 2.
</summary>
    <author><name>Ada Invented</name><arxiv:affiliation>Somewhere</arxiv:affiliation></author>
    <author><name>Ben O&apos;Invented</name></author>
    <link href="http://arxiv.org/abs/${paper.id}v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>${extra}
  </entry>`;
}

/** An answer of the query interface. */
export function atomFeed(entries: readonly string[], total = entries.length): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/invented</id>
  <title>arXiv Query: search_query=invented&amp;id_list=</title>
  <updated>2026-05-25T00:00:00Z</updated>
  <opensearch:itemsPerPage>${entries.length}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  ${entries.join('\n  ')}
</feed>`;
}

/** How arXiv says that something is wrong. */
export const ERROR_FEED = atomFeed([
  `<entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_1234</id>
    <title>Error</title>
    <summary>incorrect id format for 1234</summary>
    <author><name>arXiv api core</name></author>
  </entry>`,
]);

/** One item of an announcement. */
export function rssItem(
  paper: InventedPaper,
  type: string,
  creators = 'Ada Invented, Ben  Invented, Jr.',
): string {
  return `<item>
      <title>${paper.title}</title>
      <link>https://arxiv.org/abs/${paper.id}</link>
      <description>arXiv:${paper.id}v1 Announce Type: ${type} 
Abstract: We invent this paper &amp; prove that 1 &lt; 2.</description>
      <guid isPermaLink="false">oai:arXiv.org:${paper.id}v1</guid>
      <category>cs.LG</category>
      <pubDate>Mon, 25 May 2026 00:00:00 -0400</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:creator>${creators}</dc:creator>
    </item>`;
}

/** The announcement of a day as it is dated there, which may be empty. */
export function rssFeed(items: readonly string[], date = 'Mon, 25 May 2026'): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.LG updates on arXiv.org</title>
    <pubDate>${date} 00:00:00 -0400</pubDate>
    <skipDays><day>Saturday</day><day>Sunday</day></skipDays>
    ${items.join('\n    ')}
  </channel>
</rss>`;
}
