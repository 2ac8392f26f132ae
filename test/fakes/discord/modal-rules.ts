import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord-api-types/v10';
import type { Problem } from './api-error.js';

const MOST_COMPONENTS = 5;

/** What Discord demands of a modal beyond the shape of its parts. */
export function modalProblems({
  title,
  components,
}: APIModalInteractionResponseCallbackData): readonly Problem[] {
  return [
    ...blank(title, ['title']),
    ...(components.length > MOST_COMPONENTS
      ? [
          {
            path: ['components'],
            message: `holds ${components.length}; a modal has at most ${MOST_COMPONENTS}`,
          },
        ]
      : []),
    ...repeatedIds(labelsOf(components)),
    ...components.flatMap((component, index) => {
      const path = ['components', String(index)];
      if (component.type === ComponentType.Label) return labelProblems(component, path);
      return component.type === ComponentType.ActionRow
        ? [{ path, message: 'action rows in modals are deprecated; use a label' }]
        : [];
    }),
  ].map(({ path, message }) => ({ path: ['data', ...path], message }));
}

export function labelsOf(
  components: APIModalInteractionResponseCallbackData['components'],
): readonly APILabelComponent[] {
  return components.filter((component) => component.type === ComponentType.Label);
}

function repeatedIds(labels: readonly APILabelComponent[]): readonly Problem[] {
  const ids = labels.map(({ component }) => component.custom_id);
  return new Set(ids).size === ids.length
    ? []
    : [{ path: ['components'], message: 'Component custom id cannot be duplicated' }];
}

function labelProblems({ label, component }: APILabelComponent, path: readonly string[]): readonly Problem[] {
  return [
    ...blank(label, ['label']),
    ...inputProblems(component).map((problem) => ({ ...problem, path: ['component', ...problem.path] })),
  ].map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function inputProblems(input: APIComponentInLabel): readonly Problem[] {
  switch (input.type) {
    case ComponentType.TextInput: {
      const { value = '', min_length: least = 0, max_length: most = 4_000 } = input;
      const length = value.length;
      return [
        ...(input.label === undefined ? [] : [{ path: ['label'], message: 'cannot be used in a label' }]),
        ...(least > most ? [{ path: ['min_length'], message: 'is more than max_length' }] : []),
        ...(length > most || (length > 0 && length < least)
          ? [{ path: ['value'], message: `Must be between ${least} and ${most} in length` }]
          : []),
      ];
    }
    case ComponentType.StringSelect:
      return selectProblems(input);
    default:
      return [];
  }
}

type Select = Extract<APIComponentInLabel, { type: ComponentType.StringSelect }>;

function selectProblems({
  options,
  required = true,
  min_values: least = 1,
  max_values: most = 1,
  disabled,
}: Select): readonly Problem[] {
  const values = options.map(({ value }) => value);
  const chosen = options.filter((option) => option.default === true).length;
  return [
    ...(disabled === true ? [{ path: ['disabled'], message: 'cannot be used in a modal' }] : []),
    ...(required && least < 1
      ? [{ path: ['min_values'], message: 'must be at least 1 where the select is required' }]
      : []),
    ...(least > most ? [{ path: ['min_values'], message: 'is more than max_values' }] : []),
    ...(chosen > most ? [{ path: ['options'], message: 'has more defaults than can be chosen' }] : []),
    ...(new Set(values).size < values.length
      ? [{ path: ['options'], message: 'The specified option value is already used' }]
      : []),
    ...options.flatMap(({ label }, index) => blank(label, ['options', String(index), 'label'])),
  ];
}

/** Discord counts texts without the white space around them. */
function blank(text: string, path: readonly string[]): readonly Problem[] {
  return text.trim() === '' ? [{ path, message: 'is blank' }] : [];
}
