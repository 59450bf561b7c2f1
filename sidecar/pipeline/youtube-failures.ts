import { failure, type Failure } from '../../shared/problems.ts';

/**
 * What yt-dlp prints when it gives up, as far as it tells what is the matter: YouTube's own words, which yt-dlp asks for
 * in English and passes on, and yt-dlp's own about the network. The first that fits counts.
 */
const FAILURES: [RegExp, Failure][] = [
  [
    /not a bot|captcha|rate-limited|try again later|HTTP Error (?:403|429)/i,
    failure('YOUTUBE_REFUSED', 'YouTube takes us for a program, or has had too many requests from us.'),
  ],
  [
    /confirm your age|age-restricted|inappropriate for some users/i,
    failure('VIDEO_AGE_RESTRICTED', 'YouTube shows the video only to adults who are signed in.'),
  ],
  [
    /country|your location|geo.?restrict/i,
    failure('VIDEO_REGION_BLOCKED', 'YouTube does not show the video where our servers are.'),
  ],
  [/private video|video is private/i, failure('VIDEO_PRIVATE', 'The video is private.')],
  [
    /members.only|join this channel|requires payment|music premium|\bpurchase\b|\brent\b|DRM.protected/i,
    failure('VIDEO_PRIVATE', 'The video is for members or buyers alone.'),
  ],
  [
    /live event|premieres? |live stream recording is not available|is not currently live/i,
    failure('VIDEO_LIVE', 'The video is live, or has yet to begin.'),
  ],
  [
    /video unavailable|(?:removed|no longer available|terminated|does not exist|isn.t available)|HTTP Error (?:404|410)/i,
    failure('VIDEO_UNAVAILABLE', 'The video does not exist, or has been removed.'),
  ],
  [
    /HTTP Error 5\d\d|urlopen error|unable to (?:download|connect)|timed out|reset by peer|connection (?:refused|aborted|broken)|TransportError|IncompleteRead|bytes, expected|name resolution/i,
    failure('URL_UNREACHABLE', 'YouTube did not answer, or broke off.'),
  ],
];

/** The problem behind yt-dlp's standard error. VIDEO_UNREADABLE when it says nothing that is known here. */
export function youtubeFailure(stderr: string): Failure {
  const errors = stderr.split('\n').filter((line) => line.startsWith('ERROR:'));
  const said = errors.at(-1) ?? stderr;
  const known = FAILURES.find(([pattern]) => pattern.test(said));
  return known?.[1] ?? failure('VIDEO_UNREADABLE', 'The video could not be read.');
}
