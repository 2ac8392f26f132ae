import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one variable; one that is wrong is reported, and counts as not set. */
export type Read = <Value>(name: string, schema: z.ZodType<Value, string | undefined>) => Value;

/** The environment as it is read, with everything that was found wrong so far, one sentence each. */
export interface Variables {
  readonly environment: Environment;
  readonly read: Read;
  /** Reports a variable that does not go with the others: the rest of the sentence that its name begins. */
  readonly refuse: (name: string, complaint: string) => void;
  readonly problems: string[];
  readonly unusable: ReadonlySet<string>;
}

/** Values are never repeated in a problem: they may be secrets. */
export function openVariables(environment: Environment): Variables {
  const problems: string[] = [];
  const unusable = new Set<string>();
  const refuse = (name: string, complaint: string) => {
    problems.push(`${name} ${complaint}`);
    unusable.add(name);
  };
  const read: Read = (name, schema) => {
    const given = environment[name]?.trim();
    const result = schema.safeParse(given === '' ? undefined : given);
    if (result.success) return result.data;
    refuse(name, result.error.issues[0]?.message ?? 'is not usable');
    return schema.parse(undefined);
  };
  return { environment, read, refuse, problems, unusable };
}

export const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, message).optional();

export const Token = matching(/^\S+$/, 'must be one word; copy the token again.');

export const apiUrl = (usual: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a web address such as ${usual}.` })
    .default(usual)
    .transform((text) => text.replace(/\/+$/, ''));
