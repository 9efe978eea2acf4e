import type { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";
import { keeper } from "../../preferences/preferences.ts";
import { Distortion, type Widths } from "./distortion.ts";
import { type Claimant, GraphicsBudget } from "./graphics-budget.ts";

/** A pane whose contexts are lost that often is drawn with the DOM for good. */
const MOST_LOSSES = 3;

const budget = new GraphicsBudget(() => keeper.values.get().graphicsPanes);
keeper.values.subscribe(() => budget.settle());

export interface Drawing {
  /** A person looks at this one now. */
  focus(): void;
  stop(): void;
}

/**
 * Draws with the graphics card while the pane is visible and the page's budget allows. Otherwise, and where that does not
 * work, xterm draws with the DOM. Cells have other sizes then, so `decided` tells each time how it is drawn from now on.
 */
export function drawWithGraphicsCard(terminal: Terminal, decided: () => void): Drawing {
  let stopped = false;
  let losses = 0;
  let Addon: typeof WebglAddon | null = null;
  let unload: (() => void) | null = null;
  const give = (): void => {
    losses += 1;
    budget.release(claimant);
    decided();
  };
  const claimant: Claimant = {
    gain: () => {
      unload = Addon && load(terminal, Addon, { decided, lost: give, unusable: () => (losses = MOST_LOSSES) });
    },
    lose: () => {
      unload?.();
      unload = null;
      if (!stopped) decided();
    },
  };
  import("@xterm/addon-webgl").then(
    (loaded) => {
      if (stopped) return;
      Addon = loaded.WebglAddon;
      budget.want(claimant);
      if (unload === null) decided();
    },
    // The chunk could not be loaded, for example because the server is away: the DOM renderer stays.
    () => decided(),
  );
  return {
    focus: () => {
      if (Addon && !stopped && losses < MOST_LOSSES) budget.focus(claimant);
    },
    stop: () => {
      stopped = true;
      budget.release(claimant);
    },
  };
}

interface Outcome {
  /** It is settled how cells are drawn. */
  decided(): void;
  /** The context went away. */
  lost(): void;
  /** Trying again will not help. */
  unusable(): void;
}

function load(terminal: Terminal, Addon: typeof WebglAddon, { decided, lost, unusable }: Outcome): () => void {
  const addon = new Addon();
  try {
    terminal.loadAddon(addon);
  } catch {
    // No WebGL 2 here: the DOM renderer stays.
    addon.dispose();
    unusable();
    queueMicrotask(lost);
    return () => undefined;
  }
  let drawn = false;
  const distortion = new Distortion({
    widths: () => widthsOf(terminal),
    ratio: () => devicePixelRatio,
    nextFrame: (then) => requestAnimationFrame(then),
    decided: (isDistorted) => {
      if (isDistorted) {
        unusable();
        return lost();
      }
      // Only what was drawn has the card's cells.
      if (!drawn) decided();
      drawn = true;
    },
  });
  const checks = [addon.onContextLoss(() => lost()), terminal.onRender(() => distortion.drawn())];
  return () => {
    distortion.stop();
    for (const check of checks.splice(0)) check.dispose();
    const canvas = canvasOf(terminal);
    addon.dispose();
    // Otherwise the browser counts it until the garbage is collected.
    canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  };
}

function canvasOf({ element }: Terminal): HTMLCanvasElement | null {
  return element?.querySelector<HTMLCanvasElement>(".xterm-screen canvas:not(.xterm-link-layer)") ?? null;
}

function widthsOf(terminal: Terminal): Widths | null {
  const canvas = canvasOf(terminal);
  return canvas && { drawn: canvas.width, shown: canvas.clientWidth };
}
