/** An `ok: false` answer of the Web API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly body: Readonly<Record<string, unknown>>;

  constructor(error: string, details: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.body = { ok: false, error, ...details };
  }
}

/** `invalid_blocks` and its kin, with the lines Slack adds for the developer. */
export function refusal(error: string, problems: readonly string[]): ApiError {
  return new ApiError(error, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
