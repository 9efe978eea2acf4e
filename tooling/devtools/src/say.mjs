/**
 * One line for the person at the terminal.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A step that cannot go on; its message is all that a person needs to read. */
export class CannotGoOn extends Error {}

/**
 * Runs a script's main function; what stops it becomes one clear line and exit code 1.
 * @param {() => Promise<number>} script
 */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** @param {number} began what `Date.now()` was when it began */
export function secondsSince(began) {
  return `${((Date.now() - began) / 1_000).toFixed(1)} s`;
}
