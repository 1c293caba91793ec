import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { completePolicy } from './completion.ts';
import { faultIn, offsetOf, type Path } from './places.ts';

export interface Mark {
  /** Of what value; `null`: where the text stops being JSON. */
  path: Path | null;
  severity: 'error' | 'warning' | 'info';
  message: string;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'light-dark(#15509c, #9cc4ff)' },
  { tag: tags.string, color: 'light-dark(#8a1c4b, #f2a0c0)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#1d6b45, #7fd0a5)' },
]);

/** An editor of JSON in `parent`. `changed` is told of every change that a person makes. */
export function jsonEditor(parent: Element, label: string, changed: () => void, isPolicy = false) {
  const view = new EditorView({
    parent,
    extensions: [
      basicSetup,
      json(),
      syntaxHighlighting(colours),
      lintGutter(),
      closeBrackets(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
      ...(isPolicy ? [autocompletion({ override: [completePolicy] })] : []),
    ],
  });
  const placeOf = (path: Path | null): number => (path ? offsetOf(view.state, path) : faultIn(view.state));
  return {
    get text(): string {
      return view.state.doc.toString();
    },
    set text(text: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    /** Marks what is wrong in the text. */
    mark(marks: Mark[]): void {
      const { doc } = view.state;
      const found = marks.map(({ path, severity, message }): Diagnostic => {
        const from = placeOf(path);
        return { from, to: doc.lineAt(from).to, severity, message };
      });
      view.dispatch(setDiagnostics(view.state, found));
    },
    /** Puts the cursor where something stands, and shows it. */
    goTo(path: Path | null): void {
      const anchor = placeOf(path);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
  };
}
