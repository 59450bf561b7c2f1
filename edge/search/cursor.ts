import { z } from 'zod';

/** Where a page ended: the creation time and id of its last row. */
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);
export type Cursor = { at: string; id: string };

/** Opaque to clients: base64url of a JSON pair. */
export const encodeCursor = ({ at, id }: Cursor): string => base64url(JSON.stringify([at, id]));

/** The cursor's content, or undefined when the text is none of ours. */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    const [at, id] = cursorSchema.parse(JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))));
    return { at, id };
  } catch {
    return undefined;
  }
}

const base64url = (ascii: string): string => btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
