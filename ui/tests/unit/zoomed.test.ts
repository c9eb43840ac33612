import { describe, expect, it } from 'vitest';
import { saidToThePageToo } from '../../vite.config';

describe('rules about the width of the window', () => {
  it('are said to the page too, since WebKit forgets the zoom in the first', () => {
    const rule = '\n  .a {\n    color: red;\n  }\n  .b { gap: 0; }\n}';
    expect(saidToThePageToo(`.x{}\n@container window (max-width: 880px) {${rule}\n.y{}`)).toBe(`.x{}\n@container window (max-width: 880px) {${rule}\n@media (max-width: 880px) {${rule}\n.y{}`);
  });

  it('of other containers stay as they are', () => {
    const css = '@container figure (max-width: 150px) { .a { gap: 0; } }';
    expect(saidToThePageToo(css)).toBe(css);
  });
});
