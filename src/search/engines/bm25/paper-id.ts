/** An id as `id:` compares it: in lower case. */
export function foldId(id: string): string {
  return id.toLowerCase();
}
