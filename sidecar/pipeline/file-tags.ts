import { type FileTags, MAX_DESCRIPTION } from '../../shared/contracts/job.ts';
import { type Key, keyOfTag } from '../../shared/music/keys.ts';

/** What a file's own tags say of the music in it: witnesses, not the truth. */
export type TagWords = {
  tags: FileTags;
  /** Beats a minute, 30–300. */
  taggedBpm: number | null;
  taggedKey: Key | null;
};

/** Name and text of each tag: those of the file, and those of its audio stream. */
type Sections = { ofFile: [string, string][]; ofStream: [string, string][] };

/** A line, or several that a backslash joins. */
const LINE = /(?:[^\\\n]|\\[^])+/g;
const TAG = /^((?:[^\\=]|\\[^])+)=([^]*)$/;
const START = ';FFMETADATA1\n';
const unescaped = (text: string): string => text.replace(/\\([^])/g, '$1');

/**
 * Reads what ffmpeg's muxer `ffmetadata` writes of a file and its audio stream, among other lines or not.
 * @param container as ffmpeg names it: ogg keeps a file's tags with its stream
 */
export function readTags(text: string, container: string): TagWords {
  const tag = tagReader(sectionsOf(text, container));
  return {
    tags: fileTags(tag),
    taggedBpm: tempoOf(tag(BPM_TAGS, 20)),
    taggedKey: keyOfTag(tag(KEY_TAGS, 20) ?? ''),
  };
}

function sectionsOf(text: string, container: string): Sections {
  const sections: Sections = { ofFile: [], ofStream: [] };
  let section = sections.ofFile;
  const start = text.indexOf(START);
  for (const [line] of (start < 0 ? '' : text.slice(start)).matchAll(LINE)) {
    if (line === '[STREAM]') section = sections.ofStream;
    const [, name, value] = TAG.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    // But for ogg the stream's language is the encoder's own, whatever is sung.
    if (section === sections.ofStream && container !== 'ogg' && name === 'language') continue;
    section.push([unescaped(name), unescaped(value)]);
  }
  return sections;
}

/**
 * Where the tags of each kind of file are found: in names of Vorbis comments, ID3 frames and RIFF chunks that ffmpeg
 * passes on as they are, or its own.
 */
const YEAR_TAGS = ['originaldate', 'originalyear', 'tdor', 'tory', 'date', 'year'];
const MOOD_TAGS = ['mood', 'tmoo'];
const KEYWORD_TAGS = ['keywords', 'ikey'];
const DESCRIPTION_TAGS = ['description', 'synopsis', 'comment'];
const BPM_TAGS = ['tbpm', 'bpm', 'tmpo'];
const KEY_TAGS = ['tkey', 'initialkey', 'initial key', 'key'];

/** The first of these tags that the file has, cut to a length; null without one. */
type TagReader = (names: readonly string[], maxLength: number) => string | null;

/** Names come in any case. */
function tagReader({ ofFile, ofStream }: Sections): TagReader {
  const byName = new Map(
    [...ofStream, ...ofFile].map(([name, text]) => [
      name.toLowerCase(),
      // oxlint-disable-next-line no-control-regex -- tags are a stranger's text, and NUL is no text for Postgres
      text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim(),
    ]),
  );
  return (names, maxLength) =>
    names.map((name) => byName.get(name)?.slice(0, maxLength).toWellFormed() || null).find((text) => text !== null) ??
    null;
}

const fileTags = (tag: TagReader): FileTags => ({
  title: tag(['title'], 500),
  artist: tag(['artist'], 500),
  album: tag(['album'], 500),
  genre: tag(['genre'], 200),
  year: YEAR_TAGS.map((name) => yearOf(tag([name], 40))).find((year) => year !== null) ?? null,
  language: tag(['language'], 60),
  mood: tag(MOOD_TAGS, 200),
  keywords: tag(KEYWORD_TAGS, 500),
  description: tag(DESCRIPTION_TAGS, MAX_DESCRIPTION),
});

/** "128", "127,98" or "128 BPM"; null for what is no tempo of music, such as the 0 of a program that found none. */
function tempoOf(text: string | null): number | null {
  const bpm = Number.parseFloat((text ?? '').replace(',', '.'));
  return bpm >= 30 && bpm <= 300 ? bpm : null;
}

/** The year that a date begins with: "1997", "1997-05-02", "19970502". Null for one that can't be: "0000". */
function yearOf(date: string | null): number | null {
  const year = Number(/^\d{4}(?!\d{1,3}$)/.exec(date ?? '')?.[0] ?? 0);
  return year >= 1000 && year <= new Date().getFullYear() + 1 ? year : null;
}
