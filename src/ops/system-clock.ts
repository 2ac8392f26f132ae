/** The time of the machine. */
export const systemClock = {
  now: () => new Date(),
  steady: () => performance.now(),
  timer(milliseconds: number) {
    let handle: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      handle = setTimeout(resolve, milliseconds);
    });
    return { elapsed, cancel: () => clearTimeout(handle) };
  },
};
