/** What ffmpeg says when it has opened a file. */
export type OpenedFile = {
  container: string;
  /** Of the first audio stream; null when there is none. */
  codec: string | null;
  bitrateKbps: number | null;
  /** The container's word, which may be wrong by any amount. */
  announcedSec: number | null;
  /** The container's word is about the longest of its streams, which may be the pictures. */
  hasPictures: boolean;
};

/** A difference from the announced length that players' rounding and encoders' padding do not explain. */
const TRUNCATED_SEC = 2;
/** What ffmpeg's demuxers of MP4 and Matroska say of a file that ends before its index does. */
const ENDS_EARLY = /: partial file$|\bended prematurely\b/m;

const INPUT = /^Input #0, ([^,\s]+)/m;
const DURATION = /^ +Duration: (?:(\d+):(\d\d):(\d\d\.\d+))?.*/m;
const BITRATE = / (\d+) kb\/s/;
const STREAM = /^ +Stream #0:\d+[^:\n]*: (Audio|Video): (\w+)(.*)/gm;

/**
 * Reads the lines that ffmpeg writes about its input at log level `info`; null when it could not open it. A file can
 * have tags that look like such lines, and so say something wrong of itself here, as it can in its header.
 */
export function openedFile(log: string): OpenedFile | null {
  const [lines = ''] = log.split(/^Output #/m, 1);
  const container = INPUT.exec(lines)?.[1];
  if (container === undefined) return null;
  const streams = [...lines.matchAll(STREAM)].map(([, kind, codec, rest]) => ({ kind, codec, rest: rest! }));
  const audio = streams.find(({ kind }) => kind === 'Audio');
  const [line = '', hours, minutes, seconds] = DURATION.exec(lines) ?? [];
  return {
    container,
    codec: audio?.codec ?? null,
    bitrateKbps: Number(BITRATE.exec(audio?.rest ?? '')?.[1] ?? BITRATE.exec(line)?.[1]) || null,
    announcedSec: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) || null,
    hasPictures: streams.some(({ kind, rest }) => kind === 'Video' && !rest.includes('(attached pic)')),
  };
}

/** Whether there was clearly less sound than the file says. `log` is what ffmpeg said at last. */
export const isTruncated = ({ announcedSec, hasPictures }: OpenedFile, durationSec: number, log: string): boolean =>
  ENDS_EARLY.test(log) ||
  (announcedSec !== null && !hasPictures && announcedSec - durationSec > Math.max(TRUNCATED_SEC, 0.01 * durationSec));
