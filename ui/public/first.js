// Run before anything is painted: the window begins in the look of last time, with the name of the book that is about to
// be opened. What is kept is written by features/app/session.svelte.ts, which shows every later theme by the function that
// this leaves behind; without anything kept the light frame stands there.
(() => {
  const kept = (key) => { try { return localStorage.getItem(`regulars.${key}`) ?? ''; } catch { return ''; } };
  /** Shows the light or the dark theme; any other word means the one of the system. */
  globalThis.showTheme = (theme) => {
    const dark = theme === 'dark' || (theme !== 'light' && (globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false));
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  globalThis.showTheme(kept('theme'));
  // The page is there, and the code of the pages is not run yet.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    const book = kept('book');
    const frame = document.getElementById('first');
    if (book === '') frame?.remove();
    else if (frame !== null) [frame.querySelector('b').textContent, frame.querySelector('p').textContent] = [[...book][0]?.toUpperCase(), book];
  });
})();
