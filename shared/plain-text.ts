/** Whether Postgres takes a text, as text and in JSON: no zero character, no half of a surrogate pair. */
export const isPlainText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A text as Postgres takes it, as long as it was: a space for each zero character, U+FFFD for each half of a pair. */
export const plainText = (text: string): string => text.replaceAll('\0', ' ').toWellFormed();
