interface RecordLines {
  readonly abstract?: string;
  readonly byline?: string;
  readonly date?: string;
}

export function recordOf(title: string, lines: RecordLines = {}): string {
  const { abstract = `This is about ${title}.`, byline = '  • 3 authors', date = 'Oct 11, 2023' } = lines;
  return `${title}\n${abstract}\n${byline}\n·\n${date}\n\n`;
}

export function pageOf(...records: readonly string[]): string {
  return `Daily Papers\nbyAK and the research community\nMay 21\n\n${records.join('')}`;
}
