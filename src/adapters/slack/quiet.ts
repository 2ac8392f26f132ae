/** Every message of ours: no previews of links, and nothing in its text is looked at for names or links. */
export const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;
