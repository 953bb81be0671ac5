import type { languages } from 'monaco-editor/editor/editor.api.js';

/** Mapping templates: the Velocity Template Language around JSON or any other text. */
export const VELOCITY_ID = 'velocity';

export const velocityConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '##', blockComment: ['#*', '*#'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
};

export const velocityTokens: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/##.*$/, 'comment'],
      [/#\*/, 'comment', '@comment'],
      [/#\[\[/, 'string', '@verbatim'],
      [/#\{?(?:set|if|elseif|else|end|foreach|break|stop|define|macro|return|evaluate)\b\}?/, 'keyword'],
      [/#@?[a-zA-Z_]\w*/, 'keyword'],
      [/\$!?\{?[a-zA-Z_][\w-]*(?:\.[a-zA-Z_]\w*)*\}?/, 'variable'],
      [/"(?:[^"\\$#]|\\.)*"/, 'string'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}()[\]]/, '@brackets'],
    ],
    comment: [
      [/\*#/, 'comment', '@pop'],
      [/./, 'comment'],
    ],
    verbatim: [
      [/\]\]#/, 'string', '@pop'],
      [/./, 'string'],
    ],
  },
};
