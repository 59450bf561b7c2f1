import { z } from 'zod';

/** A list's place as clients see it: base64url of its JSON. Opaque to them. */
export const encodeCursorOf = (place: readonly (string | number)[]): string => base64url(JSON.stringify(place));

/** What a cursor holds, or undefined when the text is none of ours. */
export function decodeCursorAs<S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined {
  try {
    return schema.parse(JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return undefined;
  }
}

/** Whether a moment (ISO 8601) is of 1970 to 9999 in UTC: Postgres refuses JavaScript's year 0 and those of five digits. */
export function isStorable(moment: string): boolean {
  const at = Date.parse(moment);
  return at >= 0 && at < Date.UTC(10_000, 0);
}

/** Where a page of a list ordered by age ended: the creation time and id of its last row. */
const cursorSchema = z.tuple([z.iso.datetime().refine(isStorable), z.uuid()]);
export type Cursor = { at: string; id: string };

export const encodeCursor = ({ at, id }: Cursor): string => encodeCursorOf([at, id]);

export function decodeCursor(text: string): Cursor | undefined {
  const place = decodeCursorAs(cursorSchema, text);
  return place && { at: place[0], id: place[1] };
}

const base64url = (ascii: string): string => btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
