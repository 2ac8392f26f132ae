import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { Ajv, type ValidateFunction } from 'ajv';
import { type JsonObject, pickByType, readObject } from './schema-unions.js';

const require = createRequire(import.meta.url);

/** What Slack's own typings allow, with nothing else beside it. */
export interface BlockSchemas {
  readonly blocks: ValidateFunction<KnownBlock[]>;
  readonly view: ValidateFunction<HomeView | ModalView>;
}

let compiled: Promise<BlockSchemas> | undefined;

export function blockSchemas(): Promise<BlockSchemas> {
  compiled ??= loadDefinitions().then(compile);
  return compiled;
}

function compile(definitions: JsonObject): BlockSchemas {
  // "Any block" would let every misspelt type pass.
  const strict = { ...definitions, AnyBlock: { $ref: '#/definitions/KnownBlock' } };
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'slack', definitions: pickByType(strict) });
  const oneOfOurs = {
    anyOf: [{ $ref: 'slack#/definitions/HomeView' }, { $ref: 'slack#/definitions/ModalView' }],
  };
  return {
    blocks: ajv.compile<KnownBlock[]>({ type: 'array', items: { $ref: 'slack#/definitions/KnownBlock' } }),
    view: ajv.compile<HomeView | ModalView>(oneOfOurs),
  };
}

// Reading the typings takes a second, so the result is kept on disk for as long as both packages stay the same.
async function loadDefinitions(): Promise<JsonObject> {
  const typings = require.resolve('@slack/types/package.json');
  const generator = require.resolve('ts-json-schema-generator/package.json');
  const key = `${versionIn(typings)}-${versionIn(generator)}`;
  const cache = join(dirname(typings), '..', '..', '.cache', 'paperboy', `slack-types-${key}.json`);
  const cached = readCache(cache);
  if (cached !== undefined) return cached;
  const definitions = await generateDefinitions(join(dirname(typings), 'dist', 'index.d.ts'));
  writeCache(cache, definitions);
  return definitions;
}

async function generateDefinitions(path: string): Promise<JsonObject> {
  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({
    path,
    additionalProperties: false,
    skipTypeCheck: true,
    jsDoc: 'none',
  });
  const schemas = ['KnownBlock', 'HomeView', 'ModalView'].map((type) => generator.createSchema(type));
  return Object.assign({}, ...schemas.map(({ definitions }) => definitions));
}

function readCache(path: string): JsonObject | undefined {
  try {
    return readObject(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

// Test files run side by side: whoever comes first puts the whole file in place.
function writeCache(path: string, definitions: JsonObject): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(definitions));
  renameSync(draft, path);
}

function versionIn(path: string): string {
  return String(readObject(JSON.parse(readFileSync(path, 'utf8')))?.['version']);
}
