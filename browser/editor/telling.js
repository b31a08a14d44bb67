// What a term means, while the pointer rests on it.
import { hoverTooltip } from "@codemirror/view";
import { detailOf, vocabulary } from "../../src/migrationkg/server/pages/static/completions.js";

export const telling = hoverTooltip(async (view, place) => {
  const line = view.state.doc.lineAt(place);
  for (const found of line.text.matchAll(/[\p{L}][\p{L}\p{N}_-]*:[\p{L}\p{N}_-]+/gu)) {
    const from = line.from + found.index;
    const end = from + found[0].length;
    if (place < from || place > end) continue;
    const term = (await vocabulary()).terms.find((one) => one.name === found[0]);
    if (!term) return null;
    const dom = document.createElement("div");
    dom.className = "told";
    dom.textContent = detailOf(term);
    return { pos: from, end, create: () => ({ dom }) };
  }
  return null;
});
