// Loaded before the program: when it is sent SIGUSR2, nothing else runs for five seconds, as with a bug or on a machine that swaps.
const now = performance.now.bind(performance);
const BLOCKED_MS = 5_000;

process.on('SIGUSR2', () => {
  process.stdout.write('blocked\n');
  const until = now() + BLOCKED_MS;
  while (now() < until);
});
