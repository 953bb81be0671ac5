import type { editor } from 'monaco-editor/editor/editor.api.js';

export const THEME_NAMES = { light: 'sluice-light', dark: 'sluice-dark' } as const;

/* Monaco takes colours as hex only, so these repeat values of globals.css. */
export const LIGHT_THEME: editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: '', foreground: '17171a' },
    { token: 'comment', foreground: '676772' },
    { token: 'keyword', foreground: '6a3ab2' },
    { token: 'variable', foreground: '0b6b7a' },
    { token: 'string', foreground: '176b38' },
    { token: 'string.key.json', foreground: '1558b8' },
    { token: 'string.value.json', foreground: '176b38' },
    { token: 'number', foreground: '8a4b00' },
    { token: 'type', foreground: '1558b8' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editor.foreground': '#17171a',
    'editorLineNumber.foreground': '#676772',
    'editorLineNumber.activeForeground': '#17171a',
    'editor.lineHighlightBackground': '#f7f7f9',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#cfe8ed',
    'editorIndentGuide.background1': '#e5e5ea',
    'editorWidget.background': '#ffffff',
    'editorWidget.border': '#e5e5ea',
    'editorCursor.foreground': '#0b6b7a',
    focusBorder: '#0a7f92',
  },
};

export const DARK_THEME: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: '', foreground: 'ededf0' },
    { token: 'comment', foreground: '92929d' },
    { token: 'keyword', foreground: 'bfa0f5' },
    { token: 'variable', foreground: '4cc3d5' },
    { token: 'string', foreground: '5bc98a' },
    { token: 'string.key.json', foreground: '7fb2f7' },
    { token: 'string.value.json', foreground: '5bc98a' },
    { token: 'number', foreground: 'e8a94f' },
    { token: 'type', foreground: '7fb2f7' },
  ],
  colors: {
    'editor.background': '#0c0d0f',
    'editor.foreground': '#ededf0',
    'editorLineNumber.foreground': '#92929d',
    'editorLineNumber.activeForeground': '#ededf0',
    'editor.lineHighlightBackground': '#121316',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#1f5662',
    'editorIndentGuide.background1': '#26272c',
    'editorWidget.background': '#17181c',
    'editorWidget.border': '#26272c',
    'editorCursor.foreground': '#4cc3d5',
    focusBorder: '#4cc3d5',
  },
};
