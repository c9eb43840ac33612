// Run before anything is painted: the window begins in the look of last time, with the name of the book that is about to
// be opened. What is kept is written by features/app/session.svelte.ts; without it the light frame stands there.
(() => {
  const kept = (key) => { try { return localStorage.getItem(`regulars.${key}`) ?? ''; } catch { return ''; } };
  const theme = kept('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  // The page is there, and the code of the pages is not run yet.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    const book = kept('book');
    const frame = document.getElementById('first');
    if (book === '') frame?.remove();
    else if (frame !== null) [frame.querySelector('b').textContent, frame.querySelector('p').textContent] = [[...book][0]?.toUpperCase(), book];
  });
})();
