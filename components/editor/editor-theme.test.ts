import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DARK_THEME, LIGHT_THEME } from './editor-theme.ts';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

/** The light and dark value of a colour of globals.css. */
function token(name: string): { light: string; dark: string } {
  const found = new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css);
  if (!found?.[1] || !found[2]) throw new Error(`globals.css has no colour ${name}`);
  return { light: found[1], dark: found[2] };
}

test.each([
  ['editor.background', 'canvas'],
  ['editor.foreground', 'ink'],
  ['editorLineNumber.foreground', 'faint'],
  ['editor.lineHighlightBackground', 'subtle'],
  ['editorWidget.background', 'raised'],
  ['focusBorder', 'focus'],
])('the colour %s of the editor is the token %s', (editorColour, name) => {
  expect(LIGHT_THEME.colors[editorColour]).toBe(token(name).light);
  expect(DARK_THEME.colors[editorColour]).toBe(token(name).dark);
});

test('every colour of code is a token, with the same name on both sides', () => {
  LIGHT_THEME.rules.forEach((rule, index) => {
    const dark = DARK_THEME.rules[index];
    expect(dark?.token).toBe(rule.token);
    expect(css).toContain(`light-dark(#${rule.foreground}, #${dark?.foreground})`);
  });
});
