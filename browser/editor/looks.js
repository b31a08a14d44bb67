// How the editor looks: the colours of the page, light and dark, by which the page styles itself too.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "bold" },
  { tag: [tags.standard(tags.variableName), tags.operator], color: "var(--builtin)" },
  { tag: tags.local(tags.variableName), color: "var(--variable)" },
  { tag: tags.atom, color: "var(--term)" },
  { tag: tags.string, color: "var(--text)" },
  { tag: [tags.comment, tags.meta], color: "var(--soft)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)", borderRadius: ".4rem" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', fontSize: ".92rem", lineHeight: "1.5" },
  ".cm-content": { minHeight: "8rem", caretColor: "var(--ink)", padding: ".45rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", borderRight: "1px solid var(--line)", borderRadius: ".4rem 0 0 .4rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--link) 28%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent)", outline: "1px solid var(--link)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--none)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", borderRadius: ".5rem", boxShadow: "0 .5rem 1.5rem #0003", maxWidth: "min(38rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".3rem .7rem", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--card)", color: "var(--ink)", boxShadow: "inset 3px 0 0 var(--link)" },
  // the wave of @codemirror/lint is an image in the style sheet, which the policy of our pages forbids
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--none)", textUnderlineOffset: ".25em" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--none)" },
  ".cm-diagnostic-error": { borderLeft: "5px solid var(--none)" },
  ".told": { padding: ".4rem .7rem", maxWidth: "26rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "bold" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal" },
  ".cm-completionInfo-left-narrow, .cm-completionInfo-right-narrow": { display: "none" }, // it would cover the list
  ".cm-completionInfo": { padding: ".5rem .7rem", maxWidth: "22rem", whiteSpace: "normal" },
});

export const looks = [theme, syntaxHighlighting(colours)];
