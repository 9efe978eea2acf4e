/** A setting that stops the start; the message is one line that names it. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}
