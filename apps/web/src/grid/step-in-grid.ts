/** Moves the focus among the links of a grid as the arrow keys say. Answers whether the key was one of them. */
export function stepInGrid(list: HTMLElement, key: string): boolean {
  const links = [...list.querySelectorAll<HTMLElement>("a[href]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = nextInGrid(key, { at, count: links.length, columns: columnsOf(links) });
  if (next === null) return false;
  links[next]?.focus();
  return true;
}

function columnsOf(links: readonly HTMLElement[]): number {
  const top = links[0]?.getBoundingClientRect().top;
  const inFirstRow = links.filter((link) => link.getBoundingClientRect().top === top).length;
  return Math.max(1, inFirstRow);
}

interface Grid {
  /** The place that has the focus, from 0; -1 for none. */
  readonly at: number;
  readonly count: number;
  readonly columns: number;
}

/** The place a key leads to; `null` when it is no key of a grid. At an edge it is the same place. */
export function nextInGrid(key: string, { at, count, columns }: Grid): number | null {
  const steps: Partial<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -at,
    End: count - 1 - at,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  if (at < 0) return 0;
  const next = at + step;
  return next < 0 || next >= count ? at : next;
}
