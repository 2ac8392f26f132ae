/** Whether to write in colour: FORCE_COLOR decides, then NO_COLOR, then whether anybody can see it. */
export function wantsColor(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
}): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = options.env;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (refused !== undefined && refused !== '') return false;
  return options.isTTY && terminal !== 'dumb';
}
