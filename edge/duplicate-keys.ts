/**
 * The first name that stands twice in one object of a JSON text, or null. Parsers differ in which of the two they take,
 * so that a text with both can mean one thing to whoever checked it and another to whoever uses it. The text must be
 * valid JSON. Names are compared as they read once their escapes are undone.
 */
export function duplicateKeyOf(json: string): string | null {
  /** One entry for each open bracket: the names seen in an object, or null in an array. */
  const open: (Set<string> | null)[] = [];
  let at = 0;
  while (at < json.length) {
    const char = json[at];
    if (char === '{') open.push(new Set());
    else if (char === '[') open.push(null);
    else if (char === '}' || char === ']') open.pop();
    else if (char === '"') {
      const end = endOfString(json, at);
      const names = open.at(-1);
      if (names && isName(json, end)) {
        const name = JSON.parse(json.slice(at, end)) as string;
        if (names.has(name)) return name;
        names.add(name);
      }
      at = end - 1;
    }
    at += 1;
  }
  return null;
}

/** The index after a string's closing quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Whether a colon follows: the string is a name and not a value. */
function isName(json: string, end: number): boolean {
  let at = end;
  while (json[at] === ' ' || json[at] === '\t' || json[at] === '\n' || json[at] === '\r') at += 1;
  return json[at] === ':';
}
