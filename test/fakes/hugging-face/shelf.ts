import { listIn } from './real-days.js';

export interface ShelfOptions {
  /** The items of each day; a list or the body as text. */
  readonly days?:
    | Readonly<Record<string, readonly unknown[] | string>>
    | ((day: string) => readonly unknown[] | string | undefined);
  readonly trending?: readonly unknown[];
  readonly papers?: Readonly<Record<string, unknown>>;
  readonly found?: readonly unknown[];
  /** A page never has more items, whatever is asked for. */
  readonly pageSize?: number;
}

interface Found {
  readonly status: number;
  readonly body: string;
  readonly link?: string;
}

/** What there is to read, by path. */
export function createShelf(options: ShelfOptions) {
  const { days = {} } = options;
  const ofDay = (day: string): readonly unknown[] => {
    const known = typeof days === 'function' ? days(day) : days[day];
    return typeof known === 'string' ? listIn(JSON.parse(known)) : (known ?? []);
  };
  const listFor = (query: URLSearchParams): readonly unknown[] => {
    const span = query.get('month') ?? query.get('week');
    if (query.get('sort') === 'trending') return options.trending ?? [];
    if (span === null) return ofDay(query.get('date') ?? '');
    return typeof days === 'function'
      ? []
      : Object.keys(days).flatMap((day) => (day.startsWith(span) ? ofDay(day) : []));
  };
  return {
    find(path: string, origin: string): Found {
      const url = new URL(path, origin);
      const id = /^\/api\/papers\/(\d[\d.]+)$/.exec(url.pathname)?.[1];
      if (id !== undefined) {
        const paper = options.papers?.[id];
        return paper === undefined ? missing : { status: 200, body: JSON.stringify(paper) };
      }
      if (url.pathname === '/api/papers/search') {
        return { status: 200, body: JSON.stringify(options.found ?? []) };
      }
      return url.pathname === '/api/daily_papers'
        ? pageOf(listFor(url.searchParams), url, options.pageSize)
        : missing;
    },
  };
}

const missing: Found = { status: 404, body: '{"error":"Paper not found"}' };

function pageOf(items: readonly unknown[], url: URL, pageSize = 100): Found {
  const asked = Number(url.searchParams.get('limit') ?? 50);
  const limit = Math.min(asked, pageSize);
  const page = Number(url.searchParams.get('p') ?? 0);
  if (!(asked >= 1 && asked <= 100)) return { status: 400, body: '{"error":"limit"}' };
  const body = JSON.stringify(items.slice(page * limit, (page + 1) * limit));
  if ((page + 1) * limit >= items.length) return { status: 200, body };
  const next = new URL(url);
  next.searchParams.set('p', String(page + 1));
  return { status: 200, body, link: `<${next.href}>; rel="next"` };
}
