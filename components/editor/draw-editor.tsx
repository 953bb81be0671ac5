'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTheme } from '../ui/use-theme.ts';
import { markedRange } from './editor-problem.ts';
import type { CodeEditorProps } from './editor-props.ts';
import { THEME_NAMES } from './editor-theme.ts';
import { monaco } from './monaco.ts';
import { setSchema, startYaml } from './schema-registry.ts';

const MARKER_OWNER = 'sluice';
const EXTENSION: Record<CodeEditorProps['language'], string> = {
  json: 'json',
  yaml: 'yaml',
  velocity: 'vtl',
  typescript: 'ts',
  markdown: 'md',
  shell: 'sh',
  plaintext: 'txt',
};

let documents = 0;

export interface DrawEditorProps extends CodeEditorProps {
  /** Where to go to; a new object goes there again. */
  goTo?: { line: number; column?: number } | null;
}

export default function DrawEditor({
  label,
  language,
  value,
  onChange,
  readOnly = false,
  problems,
  schema,
  onSave,
  goTo,
}: DrawEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const { shown } = useTheme();
  const changed = useEffectEvent((text: string) => text !== value && onChange?.(text));
  const saved = useEffectEvent(() => onSave?.());
  const make = useEffectEvent((element: HTMLElement) => {
    if (language === 'yaml') startYaml();
    documents += 1;
    const uri = monaco.Uri.parse(`inmemory://sluice/document-${documents}.${EXTENSION[language]}`);
    const model = monaco.editor.createModel(value, language, uri);
    const made = monaco.editor.create(element, {
      model,
      readOnly,
      automaticLayout: true,
      fontFamily: getComputedStyle(element).getPropertyValue('--font-geist-mono') || 'monospace',
      fontSize: 12,
      lineHeight: 20,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      tabSize: 2,
      renderLineHighlight: 'line',
      // The number of a last empty line is else too pale to read.
      renderFinalNewline: 'on',
      overviewRulerLanes: 0,
      lineNumbersMinChars: 3,
      padding: { top: 8, bottom: 8 },
      fixedOverflowWidgets: true,
      scrollbar: { alwaysConsumeMouseWheel: false },
      stickyScroll: { enabled: false },
      unicodeHighlight: { ambiguousCharacters: false },
    });
    model.onDidChangeContent(() => changed(model.getValue()));
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => saved());
    return { made, model };
  });

  useEffect(() => {
    if (!place.current) return undefined;
    const { made, model } = make(place.current);
    setEditor(made);
    return () => {
      setSchema(model.uri.toString(), undefined);
      made.dispose();
      model.dispose();
    };
  }, [language]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!model || model.getValue() === value) return;
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null);
  }, [editor, value]);

  useEffect(() => {
    editor?.updateOptions({ readOnly, ariaLabel: `${label}. Press Ctrl+M to let Tab move on.` });
  }, [editor, readOnly, label]);

  useEffect(() => {
    const model = editor?.getModel();
    if (model) setSchema(model.uri.toString(), schema);
  }, [editor, schema]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!model) return;
    const lines = model.getLinesContent();
    const { Error: failing, Warning: warning } = monaco.MarkerSeverity;
    monaco.editor.setModelMarkers(
      model,
      MARKER_OWNER,
      (problems ?? []).map((problem) => ({
        ...markedRange(problem, lines),
        message: problem.message,
        severity: problem.severity === 'warning' ? warning : failing,
      })),
    );
  }, [editor, problems, value]);

  useEffect(() => {
    monaco.editor.setTheme(THEME_NAMES[shown]);
  }, [shown]);

  useEffect(() => {
    if (!editor || !goTo) return;
    editor.revealLineInCenterIfOutsideViewport(goTo.line);
    editor.setPosition({ lineNumber: goTo.line, column: goTo.column ?? 1 });
    editor.focus();
  }, [editor, goTo]);

  return <div ref={place} className="absolute inset-0" />;
}
