/** How what was found in a terminal is marked there. */
export const FOUND = {
  matchOverviewRuler: "#8b939f",
  activeMatchColorOverviewRuler: "#d98f1f",
  matchBackground: "#f5dc94",
  activeMatchBackground: "#f0a53a",
};
