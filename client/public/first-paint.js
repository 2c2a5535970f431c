// Not a module, so that it runs before the first paint. The key is THEME_KEY of src/ui/theme.svelte.ts.
try {
  const theme = localStorage.getItem('mitwerk.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing for us shows the theme of the system.
}
