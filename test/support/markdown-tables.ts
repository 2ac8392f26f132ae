/** The rows of the first table below a heading, without its header; each row is its cells. */
export function tableUnder(markdown: string, heading: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').trim() === heading);
  if (start === -1) throw new Error(`There is no heading "${heading}".`);
  const below = lines.slice(start + 1);
  const next = below.findIndex((line) => /^#+ /.test(line));
  const section = next === -1 ? below : below.slice(0, next);
  const rows = section.filter((line) => line.startsWith('|')).slice(2);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}
