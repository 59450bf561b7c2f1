import { understand } from '../understanding/grammar.ts';

/** The genres a file's tag names ("Deep House; Drum & Bass"), in the words requests are understood in. */
export const genreTerms = (tag: string | null): string[] =>
  // In lower case: capitals would make a title of a tag that is one ("Deep House").
  tag ? (understand(tag.toLowerCase()).query.genres ?? []) : [];
