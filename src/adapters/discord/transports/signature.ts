import { createPublicKey, verify } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';
import type { HttpRequest } from '../../../ops/http-route.js';

/** So far the time of a signature may be from ours, in either direction. */
export const SIGNATURE_LIFE_MS = 5 * 60_000;

const SIGNATURE = /^[\da-f]{128}$/i;
const SECONDS = /^\d{1,12}$/;

/** Whether Discord has signed a request, and lately. Never throws, whatever the request holds. */
export type SignatureCheck = (request: Pick<HttpRequest, 'headers' | 'body'>) => boolean;

/** Discord signs the time and the raw body by Ed25519; `publicKey` is that of the application, as 64 hexadecimal digits. */
export function createSignatureCheck(publicKey: string, clock: Clock): SignatureCheck {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return ({ headers, body }) => {
    const signature = headers['x-signature-ed25519'] ?? '';
    const time = headers['x-signature-timestamp'] ?? '';
    if (!SIGNATURE.test(signature) || !SECONDS.test(time)) return false;
    if (Math.abs(clock.now().getTime() - Number(time) * 1_000) > SIGNATURE_LIFE_MS) return false;
    return verify(null, Buffer.concat([Buffer.from(time), body]), key, Buffer.from(signature, 'hex'));
  };
}
