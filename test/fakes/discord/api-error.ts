/** Where a body is wrong and how, in Discord's manner. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

/** An error answer of the API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message);
    this.status = status;
    this.body = { message, code, ...(errors === undefined ? {} : { errors }) };
  }
}

/** `400 Invalid Form Body` with the nested `errors` object that names each wrong field. */
export function invalidForm(problems: readonly Problem[]): ApiError {
  const errors: ErrorTree = {};
  for (const { path, message } of problems) {
    let node = errors;
    for (const key of path) {
      const child: ErrorTree = node[key] ?? {};
      node[key] = child;
      node = child;
    }
    node._errors = [...(node._errors ?? []), { code: 'FAKE_DISCORD_REFUSED', message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}

export function describeProblem({ path, message }: Problem): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

type ErrorTree = { _errors?: readonly { readonly code: string; readonly message: string }[] } & {
  [key in string]?: ErrorTree;
};
