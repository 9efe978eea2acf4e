/** One line on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on standard error, where it does not mix with results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Text from elsewhere, with everything that would steer a terminal made visible as `?`. */
export function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, "?");
}

/** Waits until standard output has taken it, so that a slow reader holds us back. Resolves at once for nothing. */
export function writeOut(bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
