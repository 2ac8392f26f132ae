import { z } from 'zod';
import { FAILPOINTS, type Failpoint, type FailpointName } from '../ops/failpoints.js';
import type { Variables } from './variables.js';

const FAILPOINT_USAGE = `must be one of ${FAILPOINTS.join(', ')}, perhaps with how often it is passed first, such as after_send:2.`;

export function readFailpoint({ read, environment, problems }: Variables): Failpoint | undefined {
  const failpoint = read(
    'FAILPOINT',
    z
      .string()
      .transform((text, context): Failpoint => {
        const [name, passes = '0'] = text.split(':');
        if (isFailpoint(name) && /^\d{1,6}$/.test(passes)) return { name, passes: Number(passes) };
        context.addIssue({ code: 'custom', message: FAILPOINT_USAGE });
        return z.NEVER;
      })
      .optional(),
  );
  if (failpoint === undefined || environment['NODE_ENV'] === 'test') return failpoint;
  problems.push('FAILPOINT ends paperboy in the middle of its work and is for tests alone: take it out.');
  return undefined;
}

function isFailpoint(name: string | undefined): name is FailpointName {
  return FAILPOINTS.some((known) => known === name);
}
