import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeText } from '../web/body.js';
import { SourceError } from '../web/source-error.js';

const MOST_NESTED_TAGS = 30;

// Entities are decoded by us where the text is read, and nothing else is ever expanded.
const parser = new XMLParser({
  processEntities: false,
  // All that we want to know of attributes: `term` is the name of a category.
  ignoreAttributes: (name) => name !== 'term',
  attributeNamePrefix: '',
  parseTagValue: false,
  removeNSPrefix: true,
  maxNestedTags: MOST_NESTED_TAGS,
  isArray: (name) => ['entry', 'item', 'author'].includes(name),
});

/** An XML document as plain objects, text not yet decoded; throws a SourceError when it is none, or none we trust. */
export function parseXml(bytes: Uint8Array): unknown {
  const reading = decodeText(bytes);
  if (!reading.ok) throw unreadable(`sent a body that ${reading.problem}`);
  const { text } = reading;
  // Feeds have no document type; one would only be there to define entities.
  if (/<!DOCTYPE/i.test(text)) throw unreadable('sent XML with a document type, which I do not read');
  // The parser is content with half a document, the validator is not.
  if (XMLValidator.validate(text) !== true) throw unreadable('sent XML that is broken or cut off');
  try {
    return parser.parse(text);
  } catch (cause) {
    throw unreadable('sent XML that is not safe to read', cause);
  }
}

export function unreadable(what: string, cause?: unknown): SourceError {
  return new SourceError('unreadable', `arXiv ${what}.`, { cause });
}
