/** How we name ourselves to the servers we ask: with an address where their operators can find out whom to write to, if there is one. */
export function userAgentOf(version: string, contact?: string): string {
  return contact === undefined ? `paperboy/${version}` : `paperboy/${version} (+${contact})`;
}
