const REDACTED = '[redacted]';

// Shapes of secrets, for the ones that hide inside an error message or an address. All are linear-time.
const SECRETS: readonly RegExp[] = [
  /xox[a-z]-[\w-]{8,}/gi,
  /xapp-[\w-]{8,}/gi,
  // Discord: base64 of a snowflake, a time stamp and an HMAC, with dots between them.
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /\bhf_[A-Za-z0-9]{16,}/g,
  /\b(?:Bearer|Bot|Basic)\s+[\w.~+/-]{16,}=*/gi,
  /https:\/\/hooks\.slack\.com\/[^\s"\\]*/gi,
  /\/(?:webhooks|interactions)\/\d+\/[\w-]{16,}/gi,
  /wss?:\/\/[^\s"\\]*ticket=[^\s"\\]*/gi,
  /\b(?:client_secret|signing_secret|response_url|access_token|refresh_token|token|password|code)["']?\s*[=:]\s*["']?[^\s"'&,}\\]{6,}/gi,
  /\b[a-z][a-z0-9+]{1,15}:\/\/[^\s/:@"\\]{1,100}:[^\s/@"\\]{1,200}@/gi,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
];

/** Takes out of a line whatever looks like a token, a signed address, a password or an e-mail address. */
export function redactSecrets(line: string): string {
  return SECRETS.reduce((text, pattern) => text.replace(pattern, REDACTED), line);
}
