/**
 * ffmpeg as WebAssembly (@ffmpeg/core), run as a program of its own:
 * `node ffmpeg-wasm.ts ARGUMENTS…`, with the arguments, output, messages and exit status of the real one.
 *
 * The build knows only files in its own memory. Files named in the arguments are put there as nodes whose reads and
 * writes go straight to the file on disk, and its standard output and error write whole blocks to ours.
 */
import { existsSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, isAbsolute, resolve } from 'node:path';

type FileNode = { node_ops: object; stream_ops: object };
type FileStream = { position: number; stream_ops: object };
type FileSystem = {
  mkdirTree(path: string): void;
  create(path: string): FileNode;
  getStream(fd: number): FileStream;
  ErrnoError: new (errno: number) => Error;
};
type Core = {
  FS: FileSystem;
  exec: (...args: string[]) => number;
};
type CreateCore = (options: { wasmBinary: Uint8Array }) => Promise<Core>;

/** WASI's errno EIO, which this build uses. */
const EIO = 29;

const args = process.argv.slice(2);
const core = await loadCore();
core.FS.getStream(1).stream_ops = outputTo(1);
core.FS.getStream(2).stream_ops = outputTo(2);
const mounted = args.map((_, index) => mountedArgument(core.FS, args, index));
// Exiting at once closes what the build left open.
process.exit(core.exec(...mounted));

async function loadCore(): Promise<Core> {
  // The build is made for a web worker, and asks for its address before it is told where the binary is.
  Object.assign(globalThis, { self: Object.assign(globalThis, { location: { href: import.meta.url } }) });
  const require = createRequire(import.meta.url);
  const createCore = require('@ffmpeg/core') as CreateCore;
  return createCore({ wasmBinary: readFileSync(require.resolve('@ffmpeg/core/wasm')) });
}

/** An argument as the build must see it: a path on disk becomes a path in its memory. */
function mountedArgument(fs: FileSystem, all: readonly string[], index: number): string {
  const argument = all[index] as string;
  const path = argument.replace(/^file:/, '');
  const isInput = all[index - 1] === '-i';
  const isLast = index === all.length - 1 && !argument.startsWith('-');
  if (/^[a-z]{2,}:/i.test(path) || !(isInput || isLast || isAbsolute(path))) return argument;
  const onDisk = resolve(path);
  const isOutput = isLast && !isInput;
  if (!isOutput && !existsSync(onDisk)) return argument;
  const folder = `/disk/${index}`;
  fs.mkdirTree(folder);
  const inMemory = `${folder}/${basename(onDisk)}`;
  const node = fs.create(inMemory);
  Object.assign(node, fileOnDisk(fs, openSync(onDisk, isOutput ? 'w+' : 'r'), node));
  return inMemory;
}

function fileOnDisk(fs: FileSystem, fd: number, node: FileNode): FileNode {
  const { getattr } = node.node_ops as { getattr: (of: FileNode) => object };
  const guarded = <A extends unknown[], R>(act: (...args: A) => R) => {
    return (...args: A): R => {
      try {
        return act(...args);
      } catch {
        throw new fs.ErrnoError(EIO);
      }
    };
  };
  return {
    node_ops: {
      getattr: guarded((of: FileNode) => ({ ...getattr(of), size: fstatSync(fd).size })),
      setattr: guarded((_of: FileNode, { size }: { size?: number }) => {
        if (size !== undefined) ftruncateSync(fd, size);
      }),
    },
    stream_ops: {
      read: guarded((_stream: FileStream, into: Int8Array, offset: number, length: number, position: number) =>
        readSync(fd, into, offset, length, position),
      ),
      write: guarded((_stream: FileStream, from: Int8Array, offset: number, length: number, position: number) =>
        writeSync(fd, from, offset, length, position),
      ),
      llseek: guarded((stream: FileStream, offset: number, whence: 0 | 1 | 2) => {
        return offset + [0, stream.position, fstatSync(fd).size][whence]!;
      }),
    },
  };
}

function outputTo(fd: 1 | 2): object {
  return {
    write(_stream: FileStream, from: Int8Array, offset: number, length: number): number {
      let written = 0;
      while (written < length) {
        try {
          written += writeSync(fd, from, offset + written, length - written);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          // A reader that has gone ends us, as SIGPIPE would; one that is busy is waited for.
          if (code !== 'EAGAIN') process.exit(1);
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
      }
      return length;
    },
  };
}
