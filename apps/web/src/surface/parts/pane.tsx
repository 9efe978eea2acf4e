import type { Terminal } from "@pilothouse/contracts";
import { type ReactNode, useEffect, useRef } from "react";
import { useStore } from "../../store/use-store.ts";
import { isMac } from "../../shortcuts/platform.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { RecordingBanner } from "../../terminals/recording-note.tsx";
import { cx } from "../../ui/cx.ts";
import type { Surface } from "../core/surface.ts";
import { paneStatus } from "../pane-status.ts";
import { AudienceBar } from "./audience-bar.tsx";
import { ClipboardQuestion } from "./clipboard-question.tsx";
import { CareBar } from "./care-bar.tsx";
import { EndedBar } from "./ended-bar.tsx";
import { FindBar } from "./find-bar.tsx";
import { LinkQuestion } from "./link-question.tsx";
import { PaneFailure } from "./pane-failure.tsx";
import { PasteQuestion } from "./paste-question.tsx";
import { ReconnectBanner } from "./reconnect-banner.tsx";

interface PaneProps {
  surface: Surface;
  terminal: Terminal | undefined;
  focused: boolean;
  /** There is another pane beside it. */
  split: boolean;
  finding: boolean;
  onFocus: () => void;
  onFindClosed: () => void;
  onRunAgain: () => void;
}

/** One terminal on the page: its screen, and what is to say about it around the edges. */
export function Pane({ surface, terminal, focused, split, finding, onFocus, onFindClosed, onRunAgain }: PaneProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const state = useStore(surface.state);
  const status = paneStatus(state);

  useEffect(() => (place.current ? surface.show(place.current) : undefined), [surface]);
  useEffect(() => surface.whenFocused(onFocus), [surface, onFocus]);
  useEffect(() => {
    if (focused) surface.focus();
  }, [surface, focused]);

  return (
    <section
      aria-label={`Terminal ${terminal ? plainTitle(terminal.title) : ""}`}
      aria-busy={status === "connecting"}
      data-testid="terminal"
      data-terminal-id={surface.id}
      data-status={status}
      data-connection={state.connection}
      className={cx(
        "relative flex min-h-0 min-w-0 flex-1 flex-col border-t-2",
        split && focused ? "border-accent" : "border-transparent",
      )}
    >
      {terminal && <RecordingBanner recording={terminal.recording} />}
      {terminal && <CareBar terminal={terminal} />}
      {state.audience && (
        <AudienceBar audience={state.audience} foreignSize={state.foreignSize} onTakeControl={() => surface.takeControl()} />
      )}
      <div className="relative min-h-0 flex-1 overflow-auto bg-(--terminal-canvas)">
        <div
          ref={place}
          data-terminal-keys
          className={cx(
            "absolute inset-x-2 inset-y-1 touch-none",
            state.ended && "opacity-70",
            status === "failed" && "invisible",
          )}
        />
        {status === "connecting" && <p className="absolute inset-0 grid place-items-center text-ink-faint">Connecting…</p>}
        {state.loadingOlder && (
          <output className="absolute top-1 left-1/2 -translate-x-1/2 rounded-sm border border-line bg-raised px-2 py-0.5 text-xs">
            Drawing older lines…
          </output>
        )}
        {status === "failed" && <PaneFailure id={surface.id} error={state.failure} />}
        {state.hoverLink && (
          <p className="absolute bottom-1 left-1 max-w-[80%] truncate rounded-sm border border-line bg-raised px-2 py-0.5 font-mono text-xs">
            {state.hoverLink} <span className="font-sans text-ink-faint">{isMac() ? "⌘" : "Ctrl"}+click opens it</span>
          </p>
        )}
      </div>
      {finding && <FindBar surface={surface} onClose={onFindClosed} />}
      {state.connection === "reconnecting" && <ReconnectBanner since={state.connectionSince} waiting={state.waitingInput} />}
      {state.ended && <EndedBar ended={state.ended} terminal={terminal} onRunAgain={onRunAgain} id={surface.id} />}
      {state.clipboardText !== null && (
        <ClipboardQuestion text={state.clipboardText} onAnswer={(answer) => surface.answerClipboard(answer)} />
      )}
      {state.paste && <PasteQuestion question={state.paste} onAnswer={(yes) => surface.answerPaste(yes)} />}
      {state.linkQuestion && <LinkQuestion address={state.linkQuestion} onAnswer={(yes) => surface.answerLink(yes)} />}
    </section>
  );
}
