// The editor of queries: takes the place of the field, whose value it keeps, in the form of the page.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, bracketMatching, indentOnInput } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./editor/completing.js";
import { looks } from "./editor/looks.js";
import { problems } from "./editor/problems.js";
import { telling } from "./editor/telling.js";
import { offsetOf } from "../src/migrationkg/server/pages/static/places.js";

const field = document.querySelector("#query");
const place = document.createElement("div");
place.className = "editor";
field.after(place);
// Within a shadow root CodeMirror has its styles as a style sheet that is made by script, which the policy of our pages
// allows; in the page itself it would write them into it, which the policy forbids.
const root = place.attachShadow({ mode: "open" });

const run = () => {
  field.form.requestSubmit();
  return true;
};

const editor = new EditorView({
  root,
  parent: root,
  state: EditorState.create({
    doc: field.value,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      autocompletion({ override: completions, icons: false, maxRenderedOptions: 30 }),
      StreamLanguage.define(sparql),
      looks,
      problems,
      telling,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Query", spellcheck: "false", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        field.value = update.state.doc.toString();
        field.dispatchEvent(new Event("input"));
      }),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
      // Tab is left to the browser, so that the keyboard gets out of the editor as it got in
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    ],
  }),
});

field.required = false; // an empty field that is not seen could not be complained of
field.hidden = true;
document.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => editor.focus());

// What the page does to the field is done here: a text that it puts there, a place to which it leads
field.addEventListener("change", () => {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: field.value } });
});
field.addEventListener("place", (event) => {
  event.preventDefault();
  editor.dispatch({ selection: { anchor: offsetOf(field.value, event.detail) }, scrollIntoView: true });
  editor.focus();
});
