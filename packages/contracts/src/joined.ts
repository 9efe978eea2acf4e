/** All of `views` in memory of its own. */
export function joined(views: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(views.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const view of views) {
    whole.set(view, at);
    at += view.length;
  }
  return whole;
}
