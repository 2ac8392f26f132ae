export interface NumberedLine {
  /** From 1, as editors count. */
  readonly number: number;
  readonly text: string;
}

export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** The lines that are not blank, trimmed; a byte order mark counts as white space. */
export function numberedLines(text: string): readonly NumberedLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed === '' ? [] : [{ number: index + 1, text: trimmed }];
  });
}
