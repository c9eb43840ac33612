// Measures the real window (WebKitGTK) at the size of the largest book: start, keystroke → painted rows, gaps between
// frames, screen switch, memory. It prints; it judges nothing, because times depend on what else the computer does.
// Usage: xvfb-run -a -s '-screen 0 1280x800x24' node tests/e2e/speed-window.mjs --program FILE --book FOLDER
//        … --url URL   the pages of a bridge in WebKitGTK's own small browser instead
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { openWindow } from '../../../tests/window/driver.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const url = argument('url');
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const program = url === null ? argument('program') : MINI_BROWSER;
const window = await openWindow({ program, args: url === null ? [] : ['--automation'], book: argument('book') ?? '', url: url === null ? null : `${url}#/customers` });
const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const report = (name, values) => console.log(`${name}: median ${at(values, 0.5).toFixed(1)} ms, p95 ${at(values, 0.95).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms of ${values.length}`);

/** Every process below the driver: the program, its pages, its network. */
function family() {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      // The name stands in brackets and may hold anything; after it come the state and the parent.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(pid), parent: Number(rest[1]), started: Number(rest[19]), name: readlinkSync(`/proc/${pid}/exe`).split('/').pop() }];
    } catch {
      return [];
    }
  });
  const mine = new Set([window.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all) if (mine.has(one.parent) && !mine.has(one.pid)) { mine.add(one.pid); grown = true; }
  }
  return all.filter((one) => mine.has(one.pid) && one.pid !== window.pid);
}

/** Kilobytes of memory of a process: all it holds, and its share of what several hold. */
function memory(pid) {
  const read = (file, field) => { try { return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? Number.NaN); } catch { return Number.NaN; } };
  return { resident: read('status', 'VmRSS'), share: read('smaps_rollup', 'Pss') };
}

const megabytes = (kilobytes) => (Number.isNaN(kilobytes) ? 'not told here' : `${(kilobytes / 1024).toFixed(0)} MB`);
function sayMemory(when) {
  for (const one of family()) {
    const { resident, share } = memory(one.pid);
    console.log(`Memory ${when}, ${one.name}: resident ${megabytes(resident)}, proportional ${megabytes(share)}`);
  }
}

// The clock of the page counts from its navigation, the start of a process from the start of the system, in hundredths.
const booted = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))[1]) * 1000;
const started = family().find((one) => one.name === program.split('/').pop())?.started;
await window.waitFor("return performance.getEntriesByName('first-contentful-paint').length > 0", 'the first paint');
const paint = await window.script("return { origin: performance.timeOrigin, first: performance.getEntriesByName('first-contentful-paint')[0].startTime, ready: performance.now() }");
if (url === null && started !== undefined) {
  const up = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
  // Where the time of the system's start is only told in whole seconds, now less the time since then is nearer.
  const begun = Math.abs(Date.now() - up - booted) < 1100 ? Date.now() - up + started * 10 : booted + started * 10;
  console.log(`First paint: ${(paint.origin + paint.first - begun).toFixed(0)} ms after the program began`);
}
console.log(`First paint: ${paint.first.toFixed(0)} ms after the page began`);

await window.script("localStorage.setItem('regulars.tour', 'seen'); location.hash = '#/customers'");
await window.waitFor("return document.querySelector('[role=row][aria-rowindex=\"5\"]') !== null", 'the list');
await pause(1500);
sayMemory('with the list open');
console.log(`Rows in the list: ${await window.script("return Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount')) - 1")}`);

// Keys are made in the page, by the editing commands that a real key runs: a driver's own keys take longer to arrive
// than the page takes to answer, and a value set from a script makes WebKitGTK paint the whole window anew. What is
// painted is known by the first message after the frame: one to the window itself, because those of a MessageChannel go
// through another process in WebKitGTK, which takes 3 to 6 ms of its own (a page that paints slowly is seen by both).
const TYPE = `
  const [selector, watched, words, done] = [arguments[0], arguments[1], arguments[2], arguments[arguments.length - 1]];
  const field = document.querySelector(selector);
  const target = document.querySelector(watched);
  const taken = [];
  let from = 0;
  field.focus();
  const painted = () => requestAnimationFrame(() => { const start = from; from = 0; addEventListener('message', () => { if (start > 0) taken.push(performance.now() - start); }, { once: true }); window.postMessage(null, '*'); });
  const observer = new MutationObserver(() => { if (from > 0) painted(); });
  observer.observe(target, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['aria-rowcount', 'data-version'] });
  const keys = words.flatMap((word) => [...Array.from(word), ...Array.from(word, () => 'Backspace')]);
  (async () => {
    for (const key of keys) {
      from = performance.now();
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      if (key === 'Backspace') document.execCommand('delete');
      else document.execCommand('insertText', false, key);
      await new Promise((wake) => setTimeout(wake, 160));
    }
    observer.disconnect();
    done(taken);
  })();`;
const WORDS = ['anna', 'berlin', 'schm', 'c-0042', 'oak'];
const keys = await window.later(TYPE, '[data-search]', '[role=grid]', WORDS);
report('Keystroke to painted rows', keys);
// A letter that is taken back is answered by the page itself, so letters that are typed are told apart.
const typed = WORDS.flatMap((word) => [...Array.from(word, () => true), ...Array.from(word, () => false)]);
if (keys.length === typed.length) report('  of these, letters typed', keys.filter((_, index) => typed[index]));

const SCROLL = `
  const [step, milliseconds, done] = arguments;
  const body = document.querySelector('[role=grid] .body');
  const gaps = [];
  let last = 0;
  body.scrollTop = 0;
  const start = performance.now();
  const frame = (now) => {
    if (last > 0) gaps.push(now - last);
    last = now;
    body.scrollTop += step;
    if (now - start < milliseconds) requestAnimationFrame(frame);
    else done(gaps);
  };
  requestAnimationFrame(frame);`;
for (const step of [0, 40, 400]) report(step === 0 ? 'Frame gap, nothing moves' : `Frame gap, ${step} px a frame`, await window.later(SCROLL, step, 3000));
sayMemory('after scrolling');

await window.script("document.querySelector('[role=grid]').focus(); document.querySelector('[role=grid]').dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))");
await window.waitFor("return document.querySelector('dialog [role=combobox]') !== null", 'the palette');
report('Palette, keystroke to painted hits', await window.later(TYPE, 'dialog [role=combobox]', 'dialog [role=listbox]', ['anna', 'inv-2', 'camp']));
await window.script("document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }))");
await pause(300);

const switches = [];
const SCREENS = ['sales', 'products', 'customers', 'follow-ups', 'customers'];
for (const name of [...SCREENS, ...SCREENS, ...SCREENS]) {
  switches.push(await window.later(`
    const [name, done] = arguments;
    const from = performance.now();
    location.hash = '#/' + name;
    const look = () => {
      const current = document.querySelector('main .screen, main .page');
      if ((current?.dataset.screen === name && current.querySelector('[role=row]:not([aria-rowindex="1"])')) || performance.now() - from > 3000) done(performance.now() - from);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);`, name));
  await pause(400);
}
report('Screen switch', switches);
sayMemory('at the end');
await window.close();
