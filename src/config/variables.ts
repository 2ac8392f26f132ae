import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one variable; one that is wrong is reported, and counts as not set. */
export type Read = <Value>(name: string, schema: z.ZodType<Value, string | undefined>) => Value;

/** The environment as it is read, with everything that was found wrong so far, one sentence each. */
export interface Variables {
  readonly environment: Environment;
  readonly read: Read;
  readonly problems: string[];
  readonly unusable: ReadonlySet<string>;
}

/** Values are never repeated in a problem: they may be secrets. */
export function openVariables(environment: Environment): Variables {
  const problems: string[] = [];
  const unusable = new Set<string>();
  const read: Read = (name, schema) => {
    const given = environment[name]?.trim();
    const result = schema.safeParse(given === '' ? undefined : given);
    if (result.success) return result.data;
    problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not usable'}`);
    unusable.add(name);
    return schema.parse(undefined);
  };
  return { environment, read, problems, unusable };
}

export const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, message).optional();

export const Token = matching(/^\S+$/, 'must be one word; copy the token again.');

export const apiUrl = (usual: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a web address such as ${usual}.` })
    .default(usual)
    .transform((text) => text.replace(/\/+$/, ''));
