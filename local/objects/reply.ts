/** An answer: `body` is XML, or pieces of an object's data, which are let go with `close` whatever happens. */
export type Reply = {
  status: number;
  headers?: Record<string, string | number>;
  body?: string | { pieces: AsyncIterable<Buffer>; close: () => Promise<void> };
};

export const xmlReply = (xml: string, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: xml,
});
