import type { RESTOptions } from 'discord.js';
import { blockedFor } from './errors.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Tells the page of whoever stands before Discord from a limit of Discord's own, which is always JSON: it is meant for our address, and all
 * requests have to wait. discord.js would take it for the limit of one channel.
 */
export function tellingBlocks(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    const response = await makeRequest(url, init);
    const { status, headers } = response;
    if (status !== 429 || headers.get('content-type')?.includes('json')) return response;
    throw blockedFor(Number(headers.get('retry-after')) * 1_000);
  };
}
