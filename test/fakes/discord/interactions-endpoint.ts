import { generateKeyPairSync, sign } from 'node:crypto';
import { InteractionType } from 'discord-api-types/v10';

export interface SignedRequest {
  readonly body: string;
  /** When it is signed; now, if not said. */
  readonly at?: Date;
  readonly type?: string;
  /** Instead of the true one; `none` leaves both headers out. */
  readonly signature?: string | 'none';
  /** The body that is signed instead of the one that is sent. */
  readonly signed?: string;
  /** The header of the time is left out. */
  readonly untimed?: boolean;
}

/** How Discord brings interactions over HTTP: to one address, signed with the key of the application. */
export interface InteractionsEndpoint {
  /** As the developer portal shows it: 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly url: string | undefined;
  /**
   * Sets the address, as in the developer portal: Discord looks first whether a ping is answered and a bad signature refused. From then on
   * interactions come this way, and no other.
   */
  save(url: string, now: () => Date): Promise<void>;
  post(request: SignedRequest): Promise<Response>;
  /** Brings an interaction, and before it a copy with a bad signature, which has to be refused. */
  deliver(payload: unknown): void;
  /** Resolves when all that was brought has been answered. */
  delivered(): Promise<void>;
}

const PING = JSON.stringify({ type: InteractionType.Ping, id: '1', application_id: '1', version: 1 });
const FORGED = 'ab'.repeat(64);

export function createInteractionsEndpoint(violations: string[]): InteractionsEndpoint {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  let address: { readonly url: string; readonly now: () => Date } | undefined;
  const underWay = new Set<Promise<void>>();
  const post = async ({ body, at, type = 'application/json', ...odd }: SignedRequest) => {
    if (address === undefined) throw new Error('No interactions endpoint is saved.');
    const timestamp = String(Math.floor((at ?? address.now()).getTime() / 1_000));
    const { signature, signed = body, untimed = signature === 'none' } = odd;
    const genuine = sign(null, Buffer.from(timestamp + signed), privateKey).toString('hex');
    const headers = {
      'content-type': type,
      ...(signature === 'none' ? {} : { 'x-signature-ed25519': signature ?? genuine }),
      ...(untimed ? {} : { 'x-signature-timestamp': timestamp }),
    };
    return fetch(address.url, { method: 'POST', headers, body });
  };
  const bring = async (body: string) => {
    const forged = await post({ body, signature: FORGED });
    if (forged.status !== 401) violations.push(`a bad signature was answered with ${forged.status}`);
    const taken = await post({ body });
    const text = await taken.text();
    if (taken.status !== 202 || text !== '')
      violations.push(`an interaction was answered with ${taken.status} and "${text}"`);
  };
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    get url() {
      return address?.url;
    },
    post,
    async save(url, now) {
      address = { url, now };
      const pong = await post({ body: PING });
      const refused = await post({ body: PING, signature: FORGED });
      const answer = await pong.text();
      if (pong.status === 200 && answer === '{"type":1}' && refused.status === 401) return;
      throw new Error(`The endpoint is not valid: ${pong.status} ${answer}, ${refused.status}.`);
    },
    deliver(payload) {
      const delivery = bring(JSON.stringify(payload)).catch((error: unknown) => {
        violations.push(`an interaction could not be brought: ${String(error)}`);
      });
      underWay.add(delivery);
      void delivery.finally(() => underWay.delete(delivery));
    },
    async delivered() {
      await Promise.all(underWay);
    },
  };
}
