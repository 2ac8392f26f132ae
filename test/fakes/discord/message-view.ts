import { type APIMessage, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { allComponents } from './component-tree.js';

export interface SeenButton {
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
}

/** Every piece of text a person would read in the message, as it was sent, in reading order. */
export function textOf(message: APIMessage): string {
  const shown = allComponents(message.components ?? []).flatMap((component) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
  return [message.content, ...shown].filter((text) => text !== '').join('\n');
}

export function buttonsOf(message: APIMessage): readonly SeenButton[] {
  return allComponents(message.components ?? []).flatMap((component): readonly SeenButton[] => {
    if (component.type !== ComponentType.Button || component.style === ButtonStyle.Premium) return [];
    const seen = { label: component.label ?? '', disabled: component.disabled ?? false };
    return [
      component.style === ButtonStyle.Link
        ? { ...seen, url: component.url }
        : { ...seen, customId: component.custom_id },
    ];
  });
}

export interface SeenMenu {
  readonly placeholder: string;
  readonly customId: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly disabled: boolean;
}

/** The boxes to choose from. */
export function menusOf(message: APIMessage): readonly SeenMenu[] {
  return allComponents(message.components ?? []).flatMap((component): readonly SeenMenu[] => {
    if (component.type !== ComponentType.StringSelect) return [];
    const { placeholder = '', custom_id: customId, options, disabled = false } = component;
    return [{ placeholder, customId, options, disabled }];
  });
}

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
