import { expect, test } from "vitest";
import { readHookReport } from "./hook-report.ts";

const base = { session_id: "999615ff-9e13", transcript_path: "/t.jsonl", cwd: "/", permission_mode: "default" };
const read = (event: string, more: object = {}) =>
  readHookReport(event, JSON.stringify({ ...base, hook_event_name: event, ...more }));

test("each event says what the agent does, and whose conversation it is", () => {
  expect(read("SessionStart", { source: "startup" })).toEqual({
    state: "idle",
    message: null,
    subagent: null,
    session: { agent: "claude", sessionId: "999615ff-9e13", transcriptPath: "/t.jsonl" },
  });
  expect(read("SessionStart", { source: "compact" })).toMatchObject({ state: "working" });
  expect(read("UserPromptSubmit", { prompt: "hi" })).toMatchObject({ state: "working" });
  expect(read("PermissionRequest", { tool_name: "Bash" })).toMatchObject({ state: "waiting", message: "Permission to use Bash" });
  expect(read("Notification", { notification_type: "permission_prompt", message: "Claude needs your permission" })).toMatchObject(
    {
      state: "waiting",
      message: "Claude needs your permission",
    },
  );
  expect(read("Notification", { notification_type: "auth_success", message: "x" })).toMatchObject({ state: null });
  expect(read("Notification", { message: "Claude needs your permission to use Bash" })).toMatchObject({ state: "waiting" });
  expect(read("PreToolUse", { tool_name: "AskUserQuestion" })).toMatchObject({ state: "waiting", message: "A question" });
  expect(read("Stop")).toMatchObject({ state: "idle" });
  expect(read("SessionEnd", { reason: "other" })).toMatchObject({ state: "over" });
  expect(read("PostToolUse", { agent_id: "sub-1" })).toMatchObject({ state: "working", subagent: "sub-1" });
});

test("a report that was cut off in a tool's answer is still read", () => {
  const whole = JSON.stringify({ ...base, hook_event_name: "PostToolUse", tool_response: { stdout: "x".repeat(1_000) } });
  expect(readHookReport("PostToolUse", whole.slice(0, 400))).toMatchObject({ state: "working", subagent: null });
});

test("what is no report, or one of another event, is not taken", () => {
  expect(readHookReport("Stop", "")).toBeNull();
  expect(readHookReport("Stop", "null")).toBeNull();
  expect(readHookReport("Stop", '{"session_id":"a"')).toBeNull();
  expect(readHookReport("Stop", JSON.stringify({ ...base, hook_event_name: "SessionEnd" }))).toBeNull();
  expect(readHookReport("Stop", JSON.stringify({ ...base, session_id: "../../x", hook_event_name: "Stop" }))).toBeNull();
});
