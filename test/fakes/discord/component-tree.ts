import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';

export interface PlacedComponent {
  readonly component: APIMessageComponent;
  readonly path: readonly string[];
}

/** Every component of a message, nested ones included, in reading order. */
export function placedComponents(
  components: readonly APIMessageComponent[],
  path: readonly string[] = ['components'],
): readonly PlacedComponent[] {
  return components.flatMap((component, index) => {
    const here = [...path, String(index)];
    return [{ component, path: here }, ...childrenOf(component, here)];
  });
}

export function allComponents(components: readonly APIMessageComponent[]): readonly APIMessageComponent[] {
  return placedComponents(components).map(({ component }) => component);
}

function childrenOf(component: APIMessageComponent, path: readonly string[]): readonly PlacedComponent[] {
  switch (component.type) {
    case ComponentType.ActionRow:
    case ComponentType.Container:
      return placedComponents(component.components, [...path, 'components']);
    case ComponentType.Section:
      return [
        ...placedComponents(component.components, [...path, 'components']),
        { component: component.accessory, path: [...path, 'accessory'] },
      ];
    default:
      return [];
  }
}
