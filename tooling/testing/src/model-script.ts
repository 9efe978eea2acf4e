import { z } from "zod";

const Block = z.looseObject({ type: z.string(), text: z.string().optional() });
const Message = z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(Block)]) });

/** The part of a Messages API call (https://docs.anthropic.com/en/api/messages) that the stand-in looks at. */
export const ModelCall = z.looseObject({
  model: z.string(),
  stream: z.boolean().default(false),
  messages: z.array(Message),
  tools: z.array(z.looseObject({ name: z.string().optional() })).default([]),
});
export interface ModelCall extends z.infer<typeof ModelCall> {}

/** What the model does in this turn. */
export interface ModelTurn {
  readonly act: { readonly verb: Act; readonly value: string };
  /** Milliseconds before it answers. */
  readonly wait: number;
  /** An HTTP status to fail with. */
  readonly fail: number | undefined;
  readonly outputTokens: number;
}

const ACTS = ["say", "run", "read"] as const;
type Act = (typeof ACTS)[number];
const isAct = (verb: string): verb is Act => ACTS.some((act) => act === verb);

const DIRECTIVE = /\b(run|read|say|wait|fail|tokens):\[(.*?)\]/gs;

/**
 * The directives of the newest user text say what to do, the acts one in each turn, in order: `say:[text]`,
 * `run:[shell command]`, `read:[path]`; and for every turn `wait:[ms]`, `fail:[HTTP status]`, `tokens:[n]`. Without an act
 * left, the model says "Done.". A prompt in `rehearsed` stands for the directives it has there.
 */
export function nextTurn(messages: ModelCall["messages"], rehearsed: Readonly<Record<string, string>> = {}): ModelTurn {
  let answered = 0;
  for (const message of [...messages].reverse().filter(({ role }) => role === "user")) {
    const blocks = typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
    answered += blocks.filter(({ type }) => type === "tool_result").length;
    const written = blocks.map((block) => (block.type === "text" ? block.text : "")).join("\n");
    const text = Object.entries(rehearsed).reduce((sum, [prompt, acts]) => sum.replace(prompt, acts), written);
    const found = [...text.matchAll(DIRECTIVE)].map(([, verb = "", value = ""]) => ({ verb, value }));
    if (found.length > 0) return turnOf(found, answered);
  }
  return turnOf([], 0);
}

function turnOf(found: readonly { readonly verb: string; readonly value: string }[], answered: number): ModelTurn {
  const setting = (verb: string) => found.find((one) => one.verb === verb)?.value;
  const acts = found.flatMap(({ verb, value }) => (isAct(verb) ? [{ verb, value }] : []));
  const fail = setting("fail");
  return {
    act: acts[answered] ?? { verb: "say", value: "Done." },
    wait: Number(setting("wait") ?? 0),
    fail: fail === undefined ? undefined : Number(fail),
    outputTokens: Number(setting("tokens") ?? 12),
  };
}
