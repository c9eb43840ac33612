// What a hand does in the real window: press what is named, type into a field, answer a dialog of the system.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';

/** What can be pressed and is called so, the last one on the page: a dialog stands behind what it lies over. */
export const NAMED = `
  const [name, css] = arguments;
  const called = (node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().replace(/\\s+/g, ' ');
  return [...document.querySelectorAll(css)].filter((node) => node.checkVisibility() && !node.disabled && new RegExp(name).test(called(node))).at(-1) ?? null;`;
const PRESSED = 'button, a, label, [role=menuitem], [role=option]';

/** The hands of somebody who sits before this window. `before` is done ahead of every press, such as reading what there is to read. */
export function handsOf(window, before = async () => {}) {
  async function press(name) {
    await window.waitFor(NAMED, `“${name}” to press`, name, PRESSED);
    await before(name);
    await window.clickOn(await window.script(NAMED, name, PRESSED));
  }

  /** Types into a field that has been given the focus, as after Tab. */
  async function fill(css, value) {
    await window.waitFor('const field = document.querySelector(arguments[0]); field?.focus(); return field !== null && field === document.activeElement', `${css} to take the focus`, css);
    await window.typeHere(value);
  }

  /** Types into the field that a label names. */
  async function fillNamed(name, value) {
    await window.waitFor(
      `const label = [...document.querySelectorAll('label')].find((one) => one.checkVisibility() && one.textContent.trim().startsWith(arguments[0]));
       document.getElementById(label?.htmlFor ?? '')?.focus();
       return label !== undefined && document.activeElement?.id === label.htmlFor;`, `the field “${name}” to take the focus`, name);
    await window.typeHere(value);
  }

  return { press, fill, fillNamed };
}

/** Answers a native dialog as a hand would: its window gets the path and Enter. */
export function answer(title, path) {
  const hand = spawn('bash', ['-c', `
    for _ in $(seq 150); do id=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -n 1); [ -n "$id" ] && break; sleep 0.1; done
    # A busy computer may still be filling the dialog when it has a window; then a hand tries again.
    for _ in 1 2 3; do
      sleep 1; xdotool windowfocus "$id" 2>/dev/null; sleep 0.3
      xdotool key ctrl+a; xdotool type --delay 15 "$2"; sleep 0.7; xdotool key Return; sleep 1.5
      xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 || break
    done`, '_', title, path], { stdio: 'ignore' });
  return new Promise((ended) => hand.on('close', ended));
}

export async function eventually(what, wanted, is) {
  for (let tries = 0; tries < 150; tries += 1) {
    if ((await is()) === wanted) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  assert.equal(await is(), wanted, what);
}
