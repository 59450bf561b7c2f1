import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { madeByFfmpeg, silentVideo, sineMp3, tagged, wavTrack } from '../support/audio-files.ts';
import { noise, wav } from '../support/signals.ts';

const decodeBytes = (name: string, bytes: string | Uint8Array) =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, name), bytes);
    return decode(join(folder, name), { maxDurationSec: 60 });
  });

test.each([
  ['an empty file', 'FILE_EMPTY', 'song.mp3', ''],
  ['text named .mp3', 'AUDIO_UNREADABLE', 'song.mp3', 'These are words and not music.\n'.repeat(200)],
  ['garbage named .mp3', 'AUDIO_UNREADABLE', 'song.mp3', Buffer.from(noise(1, 44_100).buffer)],
  ['an executable', 'AUDIO_UNREADABLE', 'song', Buffer.from('7f454c4602010100', 'hex')],
])('%s is %s', async (_what, code, name, bytes) => {
  expect(await decodeBytes(name, bytes)).toMatchObject({ ok: false, error: { code } });
});

test('a video without sound is AUDIO_MISSING', async () => {
  expect(await decodeBytes('clip.mp4', await silentVideo())).toMatchObject({
    ok: false,
    error: { code: 'AUDIO_MISSING' },
  });
});

test.each([
  ['2 GHz', 1, 2_000_000_000],
  ['200 channels', 200, 44_100],
])('a header that claims %s is AUDIO_UNREADABLE', async (_what, channels, sampleRateHz) => {
  const bytes = wav(
    Array.from({ length: channels }, () => new Float32Array(10_000)),
    sampleRateHz,
  );
  expect(await decodeBytes('trap.wav', bytes)).toMatchObject({ ok: false, error: { code: 'AUDIO_UNREADABLE' } });
});

test('a playlist is not followed to the file it names', async () => {
  await withTempFolder(async (folder) => {
    await writeFile(join(folder, 'private.mp3'), await sineMp3(2));
    const playlists = {
      'list.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nprivate.mp3\n#EXT-X-ENDLIST\n',
      'list.ffconcat': 'ffconcat version 1.0\nfile private.mp3\n',
    };
    for (const [name, text] of Object.entries(playlists)) {
      await writeFile(join(folder, name), text);
      expect(await decode(join(folder, name), { maxDurationSec: 60 })).toMatchObject({
        ok: false,
        error: { code: 'AUDIO_UNREADABLE' },
      });
    }
  });
});

test('says what is in a file, and what its tags say', async () => {
  const words = { title: 'Tides', artist: 'Someone', album: 'Shore', genre: 'House' };
  const tags = { ...words, date: '1997-05-02', language: 'zxx', keywords: 'dark; piano' };
  const bytes = wavTrack({ bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 1 }, tags);
  const decoded = await decodeBytes('track.wav', bytes);
  expect(decoded).toMatchObject({
    ok: true,
    value: {
      audio: { container: 'wav', codec: 'pcm_s16le', sampleRateHz: 44_100, channels: 2, bitrateKbps: 1411 },
      tags: { ...words, year: 1997, language: 'zxx', mood: null, keywords: 'dark; piano' },
    },
  });
});

test.each([
  ['a.flac', { container: 'flac', codec: 'flac', bitrateKbps: expect.any(Number) as number }],
  ['a.mka', { container: 'matroska', codec: 'vorbis', bitrateKbps: expect.any(Number) as number }],
  ['a.mp3', { container: 'mp3', codec: 'mp3', bitrateKbps: 64 }],
])('%s has the bit rate of its stream, else of the whole', async (name, audio) => {
  expect(await decodeBytes(name, await tagged(name, {}))).toMatchObject({ value: { audio } });
});

test('reads year, language and mood by the names that each kind of file has for them', async () => {
  const files: [name: string, metadata: Record<string, string>, ofStream: Record<string, string>, found: object][] = [
    [
      'a.mp3',
      { date: '2019', TDOR: '1988', TMOO: 'Dark', language: 'ger' },
      {},
      { year: 1988, mood: 'Dark', language: 'ger' },
    ],
    ['a.flac', { date: '19970502', MOOD: 'Epic', LANGUAGE: 'deu' }, {}, { year: 1997, mood: 'Epic', language: 'deu' }],
    ['a.ogg', { DATE: '1997' }, { LANGUAGE: 'fra' }, { year: 1997, language: 'fra' }],
    // The encoder's, whatever is sung.
    ['a.m4a', { date: '0000' }, { language: 'eng' }, { year: null, language: null }],
    ['a.flac', { date: '19975' }, {}, { year: null, mood: null, keywords: null }],
  ];
  for (const [name, metadata, ofStream, found] of files) {
    const decoded = await decodeBytes(name, await tagged(name, metadata, ofStream));
    expect(decoded, name).toMatchObject({ ok: true, value: { tags: found } });
  }
});

test('reads a description or a comment, as far as it is read, and never half a character', async () => {
  const long = `${'a'.repeat(999)}\u{1f3b5} and thanks`;
  const files: [name: string, metadata: Record<string, string>, found: string | null][] = [
    ['a.mp3', { comment: 'Recorded live' }, 'Recorded live'],
    ['a.flac', { DESCRIPTION: 'Two pianos' }, 'Two pianos'],
    ['a.m4a', { description: 'Deep house', comment: 'bought' }, 'Deep house'],
    ['a.m4a', { comment: long }, `${'a'.repeat(999)}\ufffd`],
    ['a.ogg', {}, null],
  ];
  for (const [name, metadata, description] of files) {
    const decoded = await decodeBytes(name, await tagged(name, metadata));
    expect(decoded, name).toMatchObject({ ok: true, value: { tags: { description } } });
  }
});

test('reads the key by the names that each kind of file has for it', async () => {
  const found = async (name: string, metadata: Record<string, string>) => {
    const decoded = await decodeBytes(name, await tagged(name, metadata));
    return decoded.ok && decoded.value.taggedKey;
  };
  expect(await found('a.mp3', { TKEY: 'F#m' })).toEqual({ tonic: 'F#', mode: 'minor' });
  expect(await found('a.flac', { INITIALKEY: '8A' })).toEqual({ tonic: 'A', mode: 'minor' });
  expect(await found('a.ogg', { KEY: 'Bb' })).toEqual({ tonic: 'Bb', mode: 'major' });
  expect(await found('a.mp3', { TKEY: 'o' })).toBeNull();
  expect(await found('a.flac', {})).toBeNull();
});

test('a tag is read whole, whatever signs and lines it has, and says nothing of other tags or of the file', async () => {
  const comment = 'a=b; # \\ c\n[STREAM]\ntitle=Other\nOutput #0\n  Duration: 09:00:00.00, bitrate: 9 kb/s\nlast';
  for (const name of ['a.flac', 'a.mp3', 'a.ogg']) {
    const decoded = await decodeBytes(
      name,
      await tagged(name, { title: 'Own', comment, lyrics: 'la\n'.repeat(20_000) }),
    );
    expect(decoded, name).toMatchObject({
      value: { tags: { title: 'Own', description: comment.replaceAll('\n', ' ') }, audio: { truncated: false } },
    });
  }
});

test('the titles of chapters are not the file’s', async () => {
  const chapters = ';FFMETADATA1\ngenre=Talk\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Welcome\ngenre=None\n';
  await withTempFolder(async (folder) => {
    const list = join(folder, 'chapters.txt');
    await writeFile(list, chapters);
    const book = await madeByFfmpeg(['-f', 'lavfi', '-i', 'sine=d=1', '-i', list, '-map_metadata', '1'], 'book.m4a');
    expect(await decodeBytes('book.m4a', book)).toMatchObject({ value: { tags: { title: null, genre: 'Talk' } } });
  });
});

/** Three seconds of sound beside eight of pictures. */
const shortSound = (name: string) =>
  madeByFfmpeg(
    ['-f', 'lavfi', '-i', 'sine=d=3', '-f', 'lavfi', '-i', 'testsrc=d=8:s=64x64', '-movflags', '+faststart'],
    name,
  );

test.each(['clip.mp4', 'clip.mkv'])('%s, whose sound ends before its pictures, is not cut short', async (name) => {
  expect(await decodeBytes(name, await shortSound(name))).toMatchObject({ value: { audio: { truncated: false } } });
});

test('a file that ends before its index does is cut short', async () => {
  const whole = await shortSound('clip.mp4');
  expect(await decodeBytes('clip.mp4', whole.subarray(0, 0.6 * whole.length))).toMatchObject({
    value: { audio: { truncated: true } },
  });
});

test('a tag with control characters in it is plain text', async () => {
  const plan = { bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 1 } as const;
  const decoded = await decodeBytes('track.wav', wavTrack(plan, { title: 'a\u0007b\tc' }));
  expect(decoded).toMatchObject({ ok: true, value: { tags: { title: 'a b c', artist: null } } });
});

test('a name that looks like an option or a protocol is a name', async () => {
  for (const name of ['-i.mp3', 'http:x.mp3', '%d.mp3'])
    expect(await decodeBytes(name, await sineMp3(1))).toMatchObject({
      ok: true,
      value: { audio: { codec: 'mp3', channels: 1 } },
    });
});

test('rejects when there is no such file', async () => {
  await expect(decode('/nowhere/at/all.mp3', { maxDurationSec: 60 })).rejects.toMatchObject({ code: 'ENOENT' });
});
