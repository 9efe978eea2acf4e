import type { Exported } from "./exported.ts";

/** One object: `conversation`, and `messages` with one in each line. */
export async function* asJson({ conversation, messages }: Exported): AsyncGenerator<string> {
  yield `{"conversation":${JSON.stringify(conversation)},\n"messages":[`;
  let separator = "\n";
  for await (const message of messages) {
    yield separator + JSON.stringify(message);
    separator = ",\n";
  }
  yield "\n]}\n";
}
