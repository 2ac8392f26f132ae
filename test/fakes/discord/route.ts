import type { UploadedFile } from './uploads.js';

export interface RestRequest {
  readonly method: string;
  /** Behind `/api/v10`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** A part of the path, by the name it has in the route's pattern. */
  param(name: string): string;
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Routes that are opened by an interaction's token need no bot token. */
  readonly open: boolean;
  handle(request: RestRequest): RestAnswer;
}

/** `/channels/:channel/messages` becomes a pattern; a handler's plain value becomes `200`, `undefined` becomes `204`. */
export function route(
  method: string,
  path: string,
  handle: (request: RestRequest) => unknown,
  options: { readonly open?: boolean } = {},
): Route {
  const pattern = path.replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return {
    method,
    pattern: new RegExp(`^${pattern}$`),
    open: options.open ?? false,
    handle(request) {
      const body = handle(request);
      return body === undefined ? { status: 204 } : { status: 200, body };
    },
  };
}
