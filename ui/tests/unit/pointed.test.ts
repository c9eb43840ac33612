import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followMenus } from '../../src/features/app/pointed';

let stop: () => void;
let asked: string[];

beforeEach(() => {
  document.body.innerHTML = '<div id="list" tabindex="0"><p id="row">Mia</p></div><p id="empty">Nothing</p><input id="name" />';
  asked = [];
  for (const id of ['list', 'row']) document.getElementById(id)?.addEventListener('contextmenu', (event) => { if (event.target === event.currentTarget) { asked.push(id); event.preventDefault(); } });
  stop = followMenus();
});
afterEach(() => stop());

const ask = (id: string) => document.getElementById(id)?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 5, clientY: 799 }));
const press = (key: string, shiftKey = false) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));

describe('the right button and the menu key', () => {
  it('show no menu of the web engine, whose Reload would throw away the screen', () => {
    expect(ask('empty'), 'nobody answered, so nothing opens').toBe(false);
    expect(ask('name'), 'a field keeps cut, copy and paste').toBe(true);
  });

  it.each([['F10', true], ['ContextMenu', false]])('%s asks what has the focus, not what lies where the engine points', (key, shift) => {
    document.getElementById('list')?.focus();
    press(key, shift);
    ask('row');
    expect(asked, 'the menu of another row would put the wrong customer into the trash').toEqual(['list']);
    ask('row');
    expect(asked, 'the pointer asks what it points at again').toEqual(['list', 'row']);
  });
});
