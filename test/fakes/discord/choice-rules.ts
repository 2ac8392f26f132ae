import { z } from 'zod';
import type { Problem } from './api-error.js';

const LONGEST_VALUE = 100;

const Choices = z.object({
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
});

type Choice = z.output<typeof Choices>['choices'][number];

/** What Discord demands of choices beyond their shape; it counts a name without the white space around it. */
export function choiceProblems(data: unknown): readonly Problem[] {
  return choicesOf(data).flatMap(({ name, value }, index) => {
    const path = ['data', 'choices', String(index)];
    const length = String(value).length;
    return [
      ...(name.trim() === '' ? [{ path: [...path, 'name'], message: 'is blank' }] : []),
      ...(length < 1 || length > LONGEST_VALUE
        ? [{ path: [...path, 'value'], message: `must be between 1 and ${LONGEST_VALUE} in length` }]
        : []),
    ];
  });
}

/** Discord says nothing about choices that look the same or mean the same; nobody could tell them apart. */
export function repeatedChoices(data: unknown): readonly string[] {
  const choices = choicesOf(data);
  const repeated = (part: keyof Choice) =>
    new Set(choices.map((choice) => choice[part])).size < choices.length;
  return (['name', 'value'] as const)
    .filter(repeated)
    .map((part) => `data.choices: a ${part} is there twice`);
}

function choicesOf(data: unknown): readonly Choice[] {
  return Choices.safeParse(data).data?.choices ?? [];
}
