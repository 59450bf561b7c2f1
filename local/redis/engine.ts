import type { Result } from '../../shared/result.ts';

/** A binary-safe string: each UTF-16 unit is one byte (Latin-1), so lengths, ranges and order are those of bytes. */
export type ByteString = string;

export const toBytes = (text: string): ByteString => Buffer.from(text, 'utf8').toString('latin1');

export const bytesToBuffer = (bytes: ByteString): Buffer => Buffer.from(bytes, 'latin1');

export const bytesToText = (bytes: ByteString): string => bytesToBuffer(bytes).toString('utf8');

/** A status reply such as OK or PONG, which Lua and REST tell from a string of the same letters. */
export type Status = { status: string };

export const OK: Status = { status: 'OK' };

export type Reply = null | number | ByteString | Status | Reply[];

/** A command's reply, or Redis's error text (`WRONGTYPE Operation …`). */
export type Outcome = Result<Reply, string>;

/** A Redis of some kind: commands in, replies out. */
export type RedisEngine = {
  execute(command: ByteString[]): Promise<Outcome>;
  /** All commands with nobody else's between them; fails as a whole if one could not even be queued. */
  transaction(commands: ByteString[][]): Promise<Result<Outcome[], string>>;
  close(): Promise<void>;
};
