import { understand } from '../understanding/grammar.ts';

/** The genres a file's tag names ("Deep House; Drum & Bass"), in the words requests are understood in. */
export const genreTerms = (tag: string | null): string[] => (tag ? (understand(tag).query.genres ?? []) : []);
