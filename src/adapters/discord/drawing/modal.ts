import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form, FormField } from '../../../core/form.js';
import { exampleOf, type OptionSpec } from '../../../core/option-spec.js';
import { cleanText, cutText } from '../../../core/safe-text.js';
import { LIMITS } from '../limits.js';

/** Longer texts have a box of several lines. */
const LONGEST_LINE = 100;
const LONGEST_NUMBER = 20;

/** A form as Discord shows it: a label for each field, and in it what its option takes. */
export function renderModal({ title, token, fields }: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: token,
    title: cutText(title, LIMITS.modalTitle),
    components: fields.slice(0, LIMITS.modalFields).map(toLabel),
  };
}

function toLabel(field: FormField): APILabelComponent {
  const { label, description } = field;
  return {
    type: ComponentType.Label,
    label: cutText(label, LIMITS.modalLabel),
    description: cutText(description, LIMITS.modalDescription),
    component: field.choices === undefined ? toTextInput(field) : toSelect(field, field.choices),
  };
}

function toTextInput({ spec, value = '', usual }: FormField): APIComponentInLabel {
  const most = longestOf(spec);
  const isLong = most > LONGEST_LINE;
  const text = cutText(cleanText(value), LIMITS.textInput);
  const shown = isLong ? text : text.replace(/\s+/g, ' ');
  const example = usual ?? exampleOf(spec);
  return {
    type: ComponentType.TextInput,
    custom_id: spec.name,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: spec.required,
    // What is filled in already may be longer than the option takes; it is for the person to shorten, not for us.
    max_length: Math.max(most, shown.length),
    ...(example === undefined ? {} : { placeholder: cutText(example, LIMITS.placeholder) }),
    ...(shown === '' ? {} : { value: shown }),
  };
}

function longestOf({ type, maxLength = LIMITS.textInput }: OptionSpec): number {
  return type === 'string' ? Math.min(maxLength, LIMITS.textInput) : LONGEST_NUMBER;
}

/** What need not be chosen can be given up again. */
function toSelect(
  { spec, value }: FormField,
  choices: NonNullable<FormField['choices']>,
): APIComponentInLabel {
  return {
    type: ComponentType.StringSelect,
    custom_id: spec.name,
    required: spec.required,
    min_values: spec.required ? 1 : 0,
    max_values: 1,
    options: choices.slice(0, LIMITS.selectOptions).map((choice) => ({
      label: cutText(choice.label, LIMITS.optionLabel),
      value: choice.value,
      default: choice.value === value?.toLowerCase(),
    })),
  };
}
