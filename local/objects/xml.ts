import { parseXML } from '@aws-sdk/xml-builder';
import { err, ok, type Result } from '../../shared/result.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Markup that is already whole; what is not Xml is text, and is escaped. */
export type Xml = { xml: string };

export const element = (name: string, content: string | number | boolean | Xml[], attributes = ''): Xml => {
  const inner = Array.isArray(content)
    ? content.map((child) => child.xml).join('')
    : String(content).replace(/[&<>"\r]/g, (character) => ESCAPES[character]!);
  return { xml: `<${name}${attributes}>${inner}</${name}>` };
};

/** The root of an answer, in S3's namespace. */
export const root = (name: string, children: Xml[]): string =>
  document(element(name, children, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'));

export const document = ({ xml }: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;

type XmlObject = { [name: string]: unknown };
const isObject = (value: unknown): value is XmlObject => typeof value === 'object' && value !== null;

/** The children called `item` of a document whose root is `rootName`, as objects of strings; fails if it is not that. */
export const parseItems = (text: string, rootName: string, item: string): Result<XmlObject[], string> => {
  let parsed: unknown;
  try {
    parsed = parseXML(text);
  } catch (error) {
    // Besides its own complaints the parser may run out of stack on absurd nesting: both are the sender's doing.
    return err(error instanceof Error ? error.message : 'not XML');
  }
  const node = isObject(parsed) ? parsed[rootName] : undefined;
  if (!isObject(node)) return err(`<${rootName}> expected`);
  const items: unknown[] = node[item] === undefined ? [] : [node[item]].flat();
  return items.every(isObject) ? ok(items) : err(`<${item}> expected`);
};

/** The text of a child element; undefined if there is none, or if it is no text. */
export const textOf = (node: XmlObject, name: string): string | undefined => {
  const value = Object.hasOwn(node, name) ? node[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};
