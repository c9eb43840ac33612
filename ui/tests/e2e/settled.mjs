// When a screen has come to rest: nothing of it has changed for a moment. A fixed pause is too long on a quick machine and
// too short on a busy one.

/** Waits until the document has not changed for `quiet` ms, two frames have been painted, and at most `most` ms have passed. */
export const settled = (page, quiet = 120, most = 4000) =>
  page.evaluate(
    ([rest, limit]) =>
      new Promise((done) => {
        const finish = () => {
          observer.disconnect();
          clearTimeout(timer);
          clearTimeout(latest);
          requestAnimationFrame(() => requestAnimationFrame(done));
        };
        let timer = setTimeout(finish, rest);
        const latest = setTimeout(finish, limit);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(finish, rest);
        });
        observer.observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
      }),
    [quiet, most],
  );
