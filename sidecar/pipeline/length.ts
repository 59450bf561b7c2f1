import { failure, type Failure } from '../../shared/problems.ts';

/** What an encoder's padding, which decoders give as sound, can make of audio of the longest duration allowed. */
const PADDING_SEC = 0.5;

/** AUDIO_TOO_LONG for what is clearly longer than allowed, else null. */
export const tooLong = (durationSec: number, maxDurationSec: number): Failure | null =>
  durationSec > maxDurationSec + PADDING_SEC
    ? failure('AUDIO_TOO_LONG', `The audio is longer than ${Math.round(maxDurationSec)} seconds.`)
    : null;
