// A small WebDriver client for the real window: WebKitWebDriver starts the program itself and drives its pages.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE_MS = 20_000;

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** Starts the program's window with folders of its own; `book` is opened at once. Another browser is led to `url`. */
export async function openWindow({ program, args = [], book = '', url = null }) {
  const home = await mkdtemp(join(tmpdir(), 'regulars-window-'));
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      TAURI_WEBVIEW_AUTOMATION: 'true',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      REGULARS_CONFIG: join(home, 'config'),
      REGULARS_BOOKS: join(home, 'books'),
      REGULARS_BOOK: book,
      // What pages remember (theme, columns, drafts) is not this computer's, whose owner may use the program too.
      XDG_DATA_HOME: join(home, 'data'),
    },
  });
  const base = `http://127.0.0.1:${port}`;
  const send = async (method, path, body) => {
    const reply = await fetch(base + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await fetch(`${base}/status`);
      break;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(100);
    }
  }
  const { sessionId } = await send('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args } } },
  });
  const at = (path) => `/session/${sessionId}${path}`;
  const script = (text, ...args) => send('POST', at('/execute/sync'), { script: text, args });

  const window = {
    home,
    /** The driver's own process, whose children are the program and its pages. */
    pid: driver.pid,
    script,
    /** Runs a script that calls its last argument back with its result. */
    later: (text, ...args) => send('POST', at('/execute/async'), { script: text, args }),
    /** Calls an api command the way the pages do. */
    rpc: (name, payload = {}) =>
      window.later(
        `const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('rpc', { name: arguments[0], payload: arguments[1] })
           .then((value) => done({ value }), (error) => done({ error }));`,
        name,
        payload,
      ),
    /** Waits until the script gives something true, and returns it. */
    async waitFor(text, what, ...args) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const value = await script(text, ...args);
        if (value) return value;
        if (Date.now() > end) {
          // A page that paints no more gives no picture, and must not keep the failure from being told.
          await Promise.race([window.picture(join(tmpdir(), 'regulars-window-failed.png')), pause(5_000)]).catch(() => {});
          throw new Error(`${what} did not happen within ${PATIENCE_MS / 1000} s. The page says: ${await script('return document.body.innerText.slice(0, 800)')}`);
        }
        await pause(100);
      }
    },
    async element(css) {
      const found = await send('POST', at('/element'), { using: 'css selector', value: css });
      return found[ELEMENT];
    },
    async click(css) {
      await window.waitFor('return !!document.querySelector(arguments[0])', `${css} to appear`, css);
      await send('POST', at(`/element/${await window.element(css)}/click`), {});
    },
    /** Clicks on an element that a script gave back. */
    clickOn: (element) => send('POST', at(`/element/${element[ELEMENT]}/click`), {}),
    /** Types into whatever has the focus. The page may have it although the window behind a closed dialog has not. */
    async typeHere(text) {
      const focused = await script('return document.activeElement');
      await send('POST', at(`/element/${focused[ELEMENT]}/value`), { text });
    },
    async type(css, text) {
      await window.waitFor('return !!document.querySelector(arguments[0])', `${css} to appear`, css);
      await send('POST', at(`/element/${await window.element(css)}/value`), { text });
    },
    /** A picture of the page, after two painted frames: before them it is the page of a moment ago. */
    async picture(file) {
      await window.later('const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));');
      await writeFile(file, Buffer.from(await send('GET', at('/screenshot')), 'base64'));
    },
    async close() {
      await send('DELETE', at('')).catch(() => {});
      driver.kill();
      await rm(home, { recursive: true, force: true });
    },
  };
  if (url !== null) await send('POST', at('/url'), { url });
  await window.waitFor('return document.readyState === "complete" && document.querySelector("#app")?.childElementCount > 0', 'the first page');
  return window;
}
