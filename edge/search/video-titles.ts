/** Words in brackets, or at the end, that say something of the video and nothing of the music. */
const NOISE =
  /\b(?:official|officiel|oficial|offizielles|video|videoclip|clip|audio|visuali[sz]er|lyrics?|letra|paroles|hd|hq|4k|8k|uhd|1080p|720p|m\/?v|remaster(?:ed)?|full (?:song|album|version)|free download|out now|premiere|explicit|clean version|with lyrics|color coded|sub(?:titled)?|prod\.?)\b/iu;

/** Kept though they stand in brackets: another version is another recording. */
const VERSION =
  /\b(?:remix|mix|edit|version|live|acoustic|cover|dub|vip|bootleg|mashup|instrumental|session|rework|feat|ft)\b/iu;

const BRACKETED = /\s*[([【「]([^()[\]【】「」]{0,100})[)\]】」]/gu;
const DASH = /\s+[-–—―|~]\s+|\s*[–—―]\s*|:\s+/u;

const MAX_TITLE = 300;

/**
 * Artist and title of a video, as far as its title and channel tell: "ABBA - Dancing Queen (Official Music Video)" of
 * any channel, or "Dancing Queen" of "ABBA - Topic", "ABBA VEVO" or "ABBA". What says only how the video is made goes;
 * a remix stays one. The artist is null when nothing names one.
 */
export function readVideoTitle(rawTitle: string, channel: string): { artist: string | null; title: string } {
  const text = decode(rawTitle.slice(0, MAX_TITLE).toWellFormed()).normalize('NFC');
  const cleaned = tidy(withoutNoise(text)) || tidy(text);
  const topic = /^(.+?) - Topic$/u.exec(channel)?.[1];
  // YouTube's own "Topic" channels are made by the artist's name, and their titles are the track's alone.
  if (topic) return { artist: topic, title: cleaned };
  const [first = '', ...rest] = cleaned.split(DASH);
  const second = tidy(rest[0] ?? '');
  if (tidy(first) && second) return { artist: tidy(first), title: tidy(withoutNoise(rest.join(' - '))) || second };
  const byQuote = /^(.{1,80}?)\s+["“”„«'‘](.{1,120}?)["“”»'’]$/u.exec(cleaned);
  if (byQuote) return { artist: tidy(byQuote[1] ?? ''), title: tidy(byQuote[2] ?? '') };
  const vevo = /^(.+?)\s?VEVO$/u.exec(channel)?.[1];
  if (vevo) return { artist: vevo.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'), title: cleaned };
  return { artist: null, title: cleaned };
}

const withoutNoise = (text: string): string =>
  text
    .replaceAll(BRACKETED, (whole, inside: string) =>
      NOISE.test(inside) && !VERSION.test(inside.replace(/\bversion\b/iu, '')) ? '' : whole,
    )
    .replace(/\s*[|•]\s*[^|•]{0,80}$/u, (tail) => (NOISE.test(tail) ? '' : tail))
    .replace(/\s+(?:official (?:music )?(?:video|audio)|music video|lyrics? video|lyrics|audio|hd|hq|4k)\s*$/iu, '');

const tidy = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[\s|•~–—-]+|[\s|•~–—-]+$/gu, '')
    .replace(/^["“„«](.*)["”“»]$/u, '$1')
    .trim();

/** The API gives titles of search.list with these entities; once is enough. */
const ENTITIES: Record<string, string> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' };
const decode = (text: string): string =>
  text.replaceAll(/&(amp|quot|#39|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? '');

/** Seconds of an ISO 8601 duration as YouTube writes it ("PT1H2M3S", "P1DT2H"); null when it is none. */
export function durationSecOf(iso: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  if (!match || iso.length < 3) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
