/** Lets tests wait for something to become true without polling: every effect in the fake calls `changed`. */
export interface Watch {
  changed(): void;
  until<Found>(look: () => Found | undefined): Promise<Found>;
}

export function createWatch(): Watch {
  const waiting = new Set<() => void>();
  return {
    changed() {
      for (const look of [...waiting]) look();
    },
    until<Found>(look: () => Found | undefined): Promise<Found> {
      return new Promise((resolve) => {
        const tryAgain = () => {
          const found = look();
          if (found === undefined) return;
          waiting.delete(tryAgain);
          resolve(found);
        };
        waiting.add(tryAgain);
        tryAgain();
      });
    },
  };
}
