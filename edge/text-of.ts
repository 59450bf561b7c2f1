/**
 * Bytes as the text that they are; null for what is none in that charset, which a reader would put other characters in the
 * place of, and for a charset that nobody knows.
 */
export function textOf(bytes: ArrayBuffer | Uint8Array, charset = 'utf-8'): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
