const FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What calendars and clocks show in New York, by which both Hugging Face and arXiv go: the day, and the minute since midnight. */
export function timeInNewYork(instant: Date): { readonly day: string; readonly minute: number } {
  const parts = new Map(FORMAT.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}
