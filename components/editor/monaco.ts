import './monaco-environment.ts';
import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/shell/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import 'monaco-editor/languages/definitions/yaml/register.js';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import { DARK_THEME, LIGHT_THEME, THEME_NAMES } from './editor-theme.ts';
import { VELOCITY_ID, velocityConfiguration, velocityTokens } from './velocity-language.ts';

/* Only the languages that the console shows are registered; the package's index would bring eighty. */
monaco.languages.register({ id: VELOCITY_ID });
monaco.languages.setMonarchTokensProvider(VELOCITY_ID, velocityTokens);
monaco.languages.setLanguageConfiguration(VELOCITY_ID, velocityConfiguration);
monaco.editor.defineTheme(THEME_NAMES.light, LIGHT_THEME);
monaco.editor.defineTheme(THEME_NAMES.dark, DARK_THEME);

export { monaco };
