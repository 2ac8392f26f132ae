import { type APIMessageComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Problem } from './api-error.js';
import { type PlacedComponent, placedComponents } from './component-tree.js';

const MOST_COMPONENTS = 40;
const MOST_TEXT = 4_000;
const MOST_ROWS_WITHOUT_V2 = 5;

/** What Discord demands of components beyond the shape of each: counts, sums, ids that differ. */
export function componentProblems(
  components: readonly APIMessageComponent[],
  options: { readonly v2: boolean; readonly files: readonly string[] },
): readonly Problem[] {
  const placed = placedComponents(components);
  return [
    ...(options.v2 ? totals(placed) : withoutV2(components)),
    ...repeatedIds(placed),
    ...placed.flatMap(({ component, path }) =>
      ownProblems(component, options.files).map((problem) => ({
        ...problem,
        path: [...path, ...problem.path],
      })),
    ),
  ];
}

function totals(placed: readonly PlacedComponent[]): readonly Problem[] {
  const text = placed.reduce((sum, { component }) => sum + textLength(component), 0);
  return [
    ...(placed.length > MOST_COMPONENTS
      ? [top(`holds ${placed.length} components, nested ones included; at most ${MOST_COMPONENTS} fit`)]
      : []),
    ...(text > MOST_TEXT ? [top(`holds ${text} characters of text in all; at most ${MOST_TEXT} fit`)] : []),
  ];
}

function withoutV2(components: readonly APIMessageComponent[]): readonly Problem[] {
  const foreign = components.filter(({ type }) => type !== ComponentType.ActionRow);
  return [
    ...(foreign.length > 0 ? [top('holds components that need the flag IS_COMPONENTS_V2')] : []),
    ...(components.length > MOST_ROWS_WITHOUT_V2
      ? [top(`holds ${components.length} action rows; at most ${MOST_ROWS_WITHOUT_V2} fit`)]
      : []),
  ];
}

function repeatedIds(placed: readonly PlacedComponent[]): readonly Problem[] {
  const seen = new Set<string>();
  return placed.flatMap(({ component, path }) => {
    const id = 'custom_id' in component ? component.custom_id : undefined;
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [...path, 'custom_id'], message: 'Component custom id cannot be duplicated' }];
  });
}

function ownProblems(component: APIMessageComponent, files: readonly string[]): readonly Problem[] {
  switch (component.type) {
    case ComponentType.Button:
      return buttonProblems(component);
    case ComponentType.StringSelect:
      return optionProblems(component);
    case ComponentType.ActionRow:
      return rowProblems(component);
    case ComponentType.TextDisplay:
      return component.content.trim() === ''
        ? [{ path: ['content'], message: 'is blank; Discord trims white space' }]
        : [];
    case ComponentType.Thumbnail:
      return mediaProblems(component.media.url, files, ['media', 'url']);
    case ComponentType.MediaGallery:
      return component.items.flatMap(({ media }, index) =>
        mediaProblems(media.url, files, ['items', String(index), 'media', 'url']),
      );
    case ComponentType.File:
      return mediaProblems(component.file.url, files, ['file', 'url']);
    default:
      return [];
  }
}

type Button = Extract<APIMessageComponent, { type: ComponentType.Button }>;

function buttonProblems(button: Button): readonly Problem[] {
  const url = 'url' in button ? button.url : undefined;
  const customId = 'custom_id' in button ? button.custom_id : undefined;
  const label = 'label' in button ? button.label : undefined;
  const emoji = 'emoji' in button ? button.emoji : undefined;
  const wordless = (label ?? '').trim() === '' && emoji === undefined && button.style !== ButtonStyle.Premium;
  const problems: Problem[] = wordless
    ? [{ path: ['label'], message: 'a button needs a label or an emoji' }]
    : [];
  if (button.style === ButtonStyle.Link) {
    if (url === undefined) problems.push({ path: ['url'], message: 'a link button needs a url' });
    else if (!/^(https?|discord):/i.test(url))
      problems.push({ path: ['url'], message: 'the scheme must be http, https or discord' });
    if (customId !== undefined)
      problems.push({ path: ['custom_id'], message: 'a link button cannot have a custom_id' });
  } else if (button.style !== ButtonStyle.Premium) {
    if (customId === undefined)
      problems.push({ path: ['custom_id'], message: 'a button that is no link needs a custom_id' });
    if (url !== undefined) problems.push({ path: ['url'], message: 'only a link button can have a url' });
  }
  return problems;
}

type Select = Extract<APIMessageComponent, { type: ComponentType.StringSelect }>;

function optionProblems({ options }: Select): readonly Problem[] {
  const seen = new Set<string>();
  return options.flatMap(({ label, value }, index) => {
    const path = ['options', String(index)];
    const repeated = seen.has(value);
    seen.add(value);
    return [
      ...(label.trim() === '' ? [{ path: [...path, 'label'], message: 'is blank' }] : []),
      ...(repeated
        ? [{ path: [...path, 'value'], message: 'The specified option value is already used' }]
        : []),
    ];
  });
}

type Row = Extract<APIMessageComponent, { type: ComponentType.ActionRow }>;

function rowProblems({ components }: Row): readonly Problem[] {
  const selects = components.filter(({ type }) => type !== ComponentType.Button);
  return selects.length === 0 || components.length === 1
    ? []
    : [{ path: ['components'], message: 'a row holds five buttons, or one menu and nothing else' }];
}

function mediaProblems(url: string, files: readonly string[], path: readonly string[]): readonly Problem[] {
  const attachment = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  if (attachment !== undefined)
    return files.includes(attachment) ? [] : [{ path, message: `no file called ${attachment} was uploaded` }];
  return /^https?:/i.test(url) ? [] : [{ path, message: 'the scheme must be http, https or attachment' }];
}

function textLength(component: APIMessageComponent): number {
  return component.type === ComponentType.TextDisplay ? component.content.length : 0;
}

function top(message: string): Problem {
  return { path: ['components'], message };
}
