// Runs before the first paint, as a file of its own because the content policy forbids inline scripts.
(function () {
  var theme = "system";
  try {
    theme = JSON.parse(localStorage.getItem("pilothouse:preferences") || "{}").theme || "system";
  } catch {
    // Storage is off or holds something else: the system's theme is a good answer.
  }
  var dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
