/** How many bytes the character that begins with `lead` has; 1 for a byte that begins none (RFC 3629 section 3). */
function expectedLength(lead: number): number {
  if (lead >= 0xf0 && lead < 0xf8) return 4;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xc0 && lead < 0xe0 ? 2 : 1;
}

/**
 * How many of `bytes` there are before a character whose end is still to come. Output is cut anywhere, also inside a
 * character; whoever draws it holds the rest back until the next event.
 */
export function completeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isContinuation = (byte & 0xc0) === 0x80;
    if (!isContinuation) return expectedLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
