import type { BrowserContextOptions } from "playwright-core";

/**
 * A phone of the narrowest width that the dashboard is made for. Its pixels are not emulated: under emulation Chromium
 * tells a WebGL canvas a size of its own, and the terminal is drawn out of the picture.
 */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const satisfies BrowserContextOptions;

/** What every page has to be good on. Colours are no size: what depends on them looks at one page in both. */
export const SIZES: Readonly<Record<string, BrowserContextOptions>> = { desk: {}, phone: PHONE };

/** How the pictures of every page are taken. */
export const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { ...PHONE, colorScheme: "dark" },
};
