import type { HttpResponse, HttpRoute } from './http-route.js';

/** One thing the process needs for its work, and whether it has it. */
export interface Readiness {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

export type Ready = () => Promise<readonly Readiness[]>;

/** `/healthz`: the process answers. `/readyz`: it can do its work; 503 while one check says no. */
export function healthRoutes(ready: Ready): readonly HttpRoute[] {
  return [
    { method: 'GET', path: '/healthz', handle: async () => json(200, { ok: true }) },
    {
      method: 'GET',
      path: '/readyz',
      async handle() {
        const checks = await ready();
        const ok = checks.every((check) => check.ok);
        return json(ok ? 200 : 503, { ok, checks });
      },
    },
  ];
}

function json(status: number, body: unknown): HttpResponse {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
