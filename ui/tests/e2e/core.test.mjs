// The walk through a first day, in Chromium, against the real core behind the development bridge.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const program = resolve(process.env.REGULARS_PROGRAM ?? 'target/debug/regulars');
const ui = resolve(import.meta.dirname, '../..');

test('a first day in the shop goes without a surprise', { timeout: 300_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'regulars-day-'));
  const env = { ...process.env, REGULARS_CONFIG: join(home, 'config'), REGULARS_BOOKS: join(home, 'books') };
  const bridge = spawn(program, ['bridge', '--pages', join(ui, 'dist')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const address = await new Promise((heard, failed) => {
      createInterface({ input: bridge.stdout }).once('line', heard);
      bridge.once('exit', (code) => failed(new Error(`the bridge ended with ${code}`)));
    });
    const walk = spawn(process.execPath, [join(ui, 'tests/e2e/journey.mjs'), '--bridge', address, '--out', join(home, 'shots')], { env });
    let said = '';
    walk.stdout.on('data', (text) => (said += text));
    walk.stderr.on('data', (text) => (said += text));
    const code = await new Promise((ended) => walk.on('close', ended));
    assert.equal(code, 0, said);
  } finally {
    bridge.kill();
    await rm(home, { recursive: true, force: true });
  }
});
