const VERSIONED = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})v\d+$/;

/** An id as `id:` compares it: lower case, an arXiv id without its version. */
export function foldId(id: string): string {
  const folded = id.trim().toLowerCase();
  return VERSIONED.exec(folded)?.[1] ?? folded;
}
