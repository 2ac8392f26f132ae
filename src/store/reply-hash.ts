import { createHash } from 'node:crypto';

/** Under what a frozen reply with its papers is stored; equal ones are one. */
export function replyHash(json: string, paperIds: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(paperIds)).update('\n').update(json).digest('base64url');
}
