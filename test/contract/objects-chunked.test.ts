import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeOf, objectsForTest } from '../support/objects-fixture.ts';
import { type Draft, filesIn, put, send, sign } from '../support/objects-raw.ts';

describe('an aws-chunked body', () => {
  /** The example of AWS's documentation, "Transferring Payload in Multiple Chunks", with its published signatures. */
  const EXAMPLE = {
    now: Date.parse('2013-05-24T00:00:00Z'),
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    signatures: [
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ],
  };
  const chunk = (data: string, signature: string) =>
    `${data.length.toString(16)};chunk-signature=${signature}\r\n${data}\r\n`;
  const [first, second] = ['a'.repeat(65_536), 'a'.repeat(1024)];
  const [one, two, end] = EXAMPLE.signatures as [string, string, string];
  const body = chunk(first, one) + chunk(second, two) + chunk('', end);
  const names =
    'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class';
  const headers = {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
    authorization: `AWS4-HMAC-SHA256 Credential=${EXAMPLE.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${EXAMPLE.seed}`,
  };
  const draft: Draft = { method: 'PUT', path: '/examplebucket/chunkObject.txt', headers, body };
  const exampleService = () =>
    objectsForTest({ ...EXAMPLE, now: () => EXAMPLE.now, region: 'us-east-1', buckets: ['examplebucket'] });

  it('is taken when each chunk is signed as AWS’s own example is, however it is cut on the way', async () => {
    const { url } = await exampleService();
    const md5 = createHash('md5')
      .update(first + second)
      .digest('hex');
    for (const bytes of [100_000, 65_500, 1009, 7]) {
      const cut = (text: string) => text.match(new RegExp(`[^]{1,${bytes}}`, 'g')) ?? [];
      expect(await send(url, draft, cut)).toMatchObject({ status: 200, headers: { etag: `"${md5}"` } });
    }
  });

  it('is refused when one chunk is not', async () => {
    const { url, dataDir } = await exampleService();
    const altered = [
      body.replace('aaaa', 'aaab'),
      body.replace(two, one),
      chunk(second, two) + chunk(first, one) + chunk('', end),
      body.replaceAll(/;chunk-signature=\w+/g, (match) => match.replace(/.$/, 'x')),
    ];
    for (const text of altered) expect((await send(url, { ...draft, body: text })).status).toBeGreaterThanOrEqual(400);
    expect(await filesIn(dataDir)).toEqual([]);
  });

  it('is refused when its trailer is missing or wrong, or its chunks are not what they say', async () => {
    const { url, dataDir } = await objectsForTest();
    const good = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    const codeFor = async (text: string, more: Record<string, string> = {}) => {
      const trailing = {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
        'content-encoding': 'aws-chunked',
      };
      return codeOf((await send(url, await sign(url, put('c', text, { ...trailing, ...more })))).text);
    };
    expect(await codeFor(good.replace('NhCm', 'NhCn'))).toBe('BadDigest');
    expect(await codeFor('5\r\nhello\r\n0\r\n\r\n')).toBe('BadDigest');
    expect(await codeFor('5\r\nhello\r\n')).toBe('IncompleteBody');
    expect(await codeFor('4\r\nhello\r\n0\r\n\r\n')).toBe('IncompleteBody');
    expect(await codeFor('zz\r\nhello\r\n0\r\n\r\n')).toBe('IncompleteBody');
    expect(await codeFor('x'.repeat(5000))).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-decoded-content-length': '4' })).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-decoded-content-length': '6' })).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-trailer': 'x-amz-checksum-md4' })).toBe('InvalidRequest');
    expect(await filesIn(dataDir)).toEqual([]);
    expect(await codeFor(good)).toBeUndefined();
  });
});
