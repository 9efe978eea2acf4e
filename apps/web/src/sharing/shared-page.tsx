import { openShare, type SharedTerminal } from "@pilothouse/sdk";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTerminalCanvas } from "../surface/use-terminal-canvas.ts";
import { endOf } from "../terminals/describe.ts";
import { StateMark } from "../ui/state-mark.tsx";
import { NoSharedTerminal } from "./no-shared-terminal.tsx";
import { SharedHeader } from "./shared-header.tsx";
import { SharedRecording } from "./shared-recording.tsx";
import { type SharedState, showShared } from "./show-shared.ts";

/** What somebody without an account sees who was sent a share link. */
export function SharedPage(): ReactNode {
  const [token, setToken] = useState(tokenInAddress);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const read = (): void => setToken(tokenInAddress());
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return <OpenedLink key={`${tries} ${token}`} token={token} onRetry={() => setTries((count) => count + 1)} />;
}

function OpenedLink({ token, onRetry }: { token: string; onRetry: () => void }): ReactNode {
  const [shared, setShared] = useState<SharedTerminal | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let opened: SharedTerminal | null = null;
    let left = false;
    openShare({ url: location.origin, token }).then(
      (terminal) => {
        if (left) return terminal.close();
        opened = terminal;
        setShared(terminal);
      },
      (error: unknown) => !left && setFailure(error),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [token]);
  if (failure !== null) return <NoSharedTerminal error={failure} onRetry={onRetry} />;
  if (shared === null) {
    return (
      <main className="grid min-h-full place-items-center">
        <output className="text-ink-faint">Opening the link…</output>
      </main>
    );
  }
  if (shared.opened.kind === "recording") return <SharedRecording shared={shared} onRetry={onRetry} />;
  return <SharedScreen shared={shared} onRetry={onRetry} />;
}

function tokenInAddress(): string {
  return location.hash.slice(1);
}

function SharedScreen({ shared, onRetry }: { shared: SharedTerminal; onRetry: () => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<SharedState>({ is: "connecting" });
  const [title, setTitle] = useState(shared.opened.title);
  useTerminalCanvas();
  useEffect(
    () => (place.current ? showShared(shared, { container: place.current, onState: setState, onTitle: setTitle }) : undefined),
    [shared],
  );
  if (state.is === "failed") return <NoSharedTerminal error={state.error} onRetry={onRetry} />;
  return (
    <main className="flex h-full min-h-0 flex-col">
      <SharedHeader title={title} opened={shared.opened}>
        <output data-testid="shared-state" data-state={state.is} className="ml-auto shrink-0 text-xs text-ink-soft">
          <StateWords state={state} />
        </output>
      </SharedHeader>
      <div className="min-h-0 flex-1 touch-pan-x touch-pan-y overflow-auto bg-(--terminal-canvas) p-2">
        <div ref={place} data-testid="shared-screen" className="h-full" />
      </div>
    </main>
  );
}

const WORDS = { connecting: "Connecting…", reconnecting: "Reconnecting…", live: "Live" } as const;

function StateWords({ state }: { state: SharedState }): ReactNode {
  if (state.is === "ended") return <StateMark state={endOf(state)} words />;
  return state.is === "failed" ? null : WORDS[state.is];
}
