import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  type ModalSubmitLabelComponent,
  TextInputStyle,
} from 'discord-api-types/v10';
import { labelsOf } from './modal-rules.js';

/** A field of a modal as a person sees it. */
export interface ShownField {
  readonly customId: string;
  readonly label: string;
  readonly description: string;
  readonly kind: 'short' | 'paragraph' | 'select';
  readonly required: boolean;
  /** What stands in it; of a select, the value that is chosen. */
  readonly value: string;
  readonly placeholder: string;
  /** The labels of what can be chosen. */
  readonly choices: readonly string[];
}

/** What is typed or chosen, by the label or the id of a field; fields that are not named stay as they are, and `''` empties one. */
export type Filling = Readonly<Record<string, string>>;

export function fieldsOf({ components }: APIModalInteractionResponseCallbackData): readonly ShownField[] {
  return labelsOf(components).map(toField);
}

function toField({ label, description = '', component }: APILabelComponent): ShownField {
  const shown = { customId: component.custom_id, label, description };
  switch (component.type) {
    case ComponentType.TextInput: {
      const { value = '', placeholder = '', style, required = true } = component;
      const kind = style === TextInputStyle.Paragraph ? 'paragraph' : 'short';
      return { ...shown, kind, required, value, placeholder, choices: [] };
    }
    case ComponentType.StringSelect: {
      const { options, placeholder = '', required = true } = component;
      const value = options.find((option) => option.default === true)?.value ?? '';
      const choices = options.map((option) => option.label);
      return { ...shown, kind: 'select', required, value, placeholder, choices };
    }
    default:
      throw new Error(`The fake Discord cannot show a component of type ${component.type} in a modal.`);
  }
}

/** What Discord sends when a modal is submitted; throws where its client would not let a person do that, unless it is forged. */
export function submissionOf(
  { custom_id, components }: APIModalInteractionResponseCallbackData,
  filling: Filling,
  forged = false,
): APIModalSubmission {
  const labels = labelsOf(components);
  const known = labels.flatMap(({ label, component }) => [label, component.custom_id]);
  const stray = Object.keys(filling).find((name) => !known.includes(name));
  if (stray !== undefined) throw new Error(`There is no field "${stray}"; there are: ${known.join(', ')}.`);
  return {
    custom_id,
    components: labels.map((label, index) => fill(label, index * 2 + 1, { filling, forged })),
  };
}

interface Given {
  readonly filling: Filling;
  readonly forged: boolean;
}

function fill(label: APILabelComponent, id: number, { filling, forged }: Given): ModalSubmitLabelComponent {
  const { component } = label;
  const { value, required } = toField(label);
  const given = filling[label.label] ?? filling[component.custom_id] ?? value;
  if (required && given === '' && !forged) throw new Error(`"${label.label}" must be filled in.`);
  return { type: ComponentType.Label, id, component: inputOf(component, id + 1, given, forged) };
}

function inputOf(
  input: APIComponentInLabel,
  id: number,
  given: string,
  forged: boolean,
): ModalSubmitLabelComponent['component'] {
  const { custom_id } = input;
  if (input.type === ComponentType.TextInput) {
    const { min_length: least = 0, max_length: most = 4_000 } = input;
    const tooLong = given.length > most && !forged;
    if (tooLong || (given !== '' && given.length < least))
      throw new Error(`"${custom_id}" takes ${least} to ${most} characters.`);
    return { type: ComponentType.TextInput, id, custom_id, value: given };
  }
  if (input.type !== ComponentType.StringSelect) throw new Error(`"${custom_id}" cannot be filled in.`);
  const chosen = input.options.find(({ value, label }) => value === given || label === given);
  if (given !== '' && chosen === undefined && !forged)
    throw new Error(`"${custom_id}" does not offer "${given}".`);
  return {
    type: ComponentType.StringSelect,
    id,
    custom_id,
    values: chosen === undefined ? (forged && given !== '' ? [given] : []) : [chosen.value],
  };
}
