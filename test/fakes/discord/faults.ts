/** What goes wrong with the next request that fits. */
export interface Fault {
  readonly method: string;
  /** Tested against the path behind `/api/v10`. */
  readonly path: RegExp;
  /** Answers with this status; without one, the connection is cut instead. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request takes effect first, and only its answer is lost or wrong. */
  readonly afterAccept?: boolean;
  /** The request waits for this and then goes on as if nothing were wrong; with `afterAccept` only its answer waits. */
  readonly held?: Promise<unknown>;
  /** How many requests it hits; one, if not said. */
  readonly times?: number;
}

export interface Faults {
  failNext(fault: Fault): void;
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  const waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    failNext: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take(method, path) {
      const next = waiting.find(
        ({ fault, left }) => left > 0 && fault.method === method && fault.path.test(path),
      );
      if (next === undefined) return undefined;
      next.left -= 1;
      return next.fault;
    },
  };
}
