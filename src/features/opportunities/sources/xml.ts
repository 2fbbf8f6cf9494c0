import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { refusalTexts } from './texts.ts';
import { type Tree, treeOf } from './tree.ts';

/** The root of a document, or why there is none, in French. */
type ReadXml = { readonly name: string; readonly root: Tree } | { readonly why: string };

/** Larger than any notice: those of hundreds of lots take two megabytes. */
const MOST_SIGNS = 12_000_000;

/**
 * Nothing is turned into numbers; entities of a document type are never expanded: a document that has one is refused.
 * Paragraphs of the older TED forms hold tags in the midst of words: they are kept as written.
 */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  stopNodes: ['*.P'],
});

/** Reads the XML of a notice. */
export function readXml(text: string): ReadXml {
  const xml = text.replace(/^\uFEFF/, '').trim();
  if (xml === '') return { why: refusalTexts.empty };
  if (xml.length > MOST_SIGNS) return { why: refusalTexts.tooLong };
  if (!xml.startsWith('<')) return { why: refusalTexts.notXml };
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return { why: refusalTexts.docType };
  if (/^<!?html/i.test(xml)) return { why: refusalTexts.notXml };
  if (XMLValidator.validate(xml) !== true) return { why: refusalTexts.truncatedXml };
  let parsed: unknown;
  try {
    parsed = parser.parse(xml);
  } catch {
    return { why: refusalTexts.truncatedXml };
  }
  const [root] = Object.entries(parsed ?? {});
  const tree = root && treeOf(root[1]);
  return root && tree !== undefined ? { name: root[0], root: tree } : { why: refusalTexts.notXml };
}
