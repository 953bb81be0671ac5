import type { EditorProblem } from './editor-problem.ts';
import type { JsonSchema } from './schema-registry.ts';

export type EditorLanguage = 'json' | 'yaml' | 'velocity' | 'typescript' | 'markdown' | 'shell' | 'plaintext';

export interface CodeEditorProps {
  /** Its accessible name: "Mapping template for application/json". */
  label: string;
  language: EditorLanguage;
  value: string;
  onChange?: (value: string) => void;
  readOnly?: boolean;
  /** Marked in the text and listed under it. */
  problems?: readonly EditorProblem[];
  /** For JSON and YAML: completes and checks while typing. */
  schema?: JsonSchema;
  /** Called on Ctrl-S or Cmd-S. */
  onSave?: () => void;
  /** The height in px, or `fill` for that of the parent. */
  height?: number | 'fill';
  /** A handle under the editor changes its height. */
  resizable?: boolean;
  className?: string;
}
