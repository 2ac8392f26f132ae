export type JsonObject = Readonly<Record<string, unknown>>;

export function readObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/**
 * Turns "one of these objects" into "look at `type`, then check that one" wherever the members can be told apart by it: errors then
 * speak of the block that was meant instead of all the others.
 */
export function pickByType(definitions: JsonObject): JsonObject {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (!isObject(value)) return value;
    const object = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
    return Array.isArray(object['anyOf']) ? splitUnion(object, object['anyOf'], definitions) : object;
  };
  return Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, convert(schema)]));
}

function splitUnion(union: JsonObject, members: readonly unknown[], definitions: JsonObject): JsonObject {
  const typed = members.map((member) => ({ member, types: typesOf(member, definitions) }));
  const all = typed.flatMap(({ types }) => types);
  const distinct = new Set(all).size === all.length;
  if (typed.length < 2 || !distinct || typed.some(({ types }) => types.length === 0)) return union;
  const { anyOf: _, ...rest } = union;
  const has = (types: readonly string[]) => ({ required: ['type'], properties: { type: { enum: types } } });
  return {
    ...rest,
    type: 'object',
    ...has(all),
    // biome-ignore lint/suspicious/noThenProperty: the keyword is JSON Schema's own
    allOf: typed.map(({ member, types }) => ({ if: has(types), then: member })),
  };
}

/** The values `type` may have in an object of this schema; none if it cannot be told. */
function typesOf(schema: unknown, definitions: JsonObject): readonly string[] {
  if (!isObject(schema)) return [];
  const { $ref, anyOf, properties } = schema;
  if (typeof $ref === 'string') return typesOf(definitions[$ref.slice('#/definitions/'.length)], definitions);
  if (Array.isArray(anyOf)) {
    const members = anyOf.map((member) => typesOf(member, definitions));
    return members.every((types) => types.length > 0) ? [...new Set(members.flat())] : [];
  }
  const type = isObject(properties) ? properties['type'] : undefined;
  const value = isObject(type) ? type['const'] : undefined;
  return typeof value === 'string' ? [value] : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
