/**
 * Empties xterm's input field once composed text was sent. xterm sends what the field holds from where a composition began to
 * the field's end, and browsers may leave the caret before that end: what stands behind it would be sent with the next word.
 */
export function forgetComposedText(field: HTMLTextAreaElement): void {
  let composing = false;
  field.addEventListener("compositionstart", () => {
    composing = true;
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    field.setSelectionRange(field.value.length, field.value.length);
    // xterm reads the field in a timer that it has set just now.
    setTimeout(() => {
      if (!composing) field.value = "";
    });
  });
}
