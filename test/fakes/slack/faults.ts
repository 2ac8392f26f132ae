/** What goes wrong with the next request that fits. */
export interface Fault {
  /** A Web API method, or `response_url`. */
  readonly method: string;
  /** An `ok: false` answer, any other answer, a connection that is cut, or nothing for some time and then all as usual. */
  readonly answer: 'cut' | { readonly held: Promise<unknown> } | { readonly error: string } | RawAnswer;
  /** The request takes effect first, and only its answer is lost or wrong. */
  readonly afterAccept?: boolean;
  /** How many requests it hits; one, if not said. */
  readonly times?: number;
}

/** An answer as it goes over the wire: a 500, a 429 with `retry-after`, a 200 that is not JSON. */
interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Faults {
  failNext(fault: Fault): void;
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  const waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    failNext: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take(method) {
      const next = waiting.find(({ fault, left }) => left > 0 && fault.method === method);
      if (next === undefined) return undefined;
      next.left -= 1;
      return next.fault;
    },
  };
}
