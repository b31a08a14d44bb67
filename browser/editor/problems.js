// Where the query is not well-formed, as the engine says that would be asked.
import { linter } from "@codemirror/lint";
import { namedPlace, offsetOf } from "../../src/migrationkg/server/pages/static/places.js";

const LONGEST = 8000; // letters of a query that an address holds anywhere

/** Where the word at a place begins and ends; where none begins there, that before it. */
function wordAt(text, place) {
  const word = /^\S+/.exec(text.slice(place));
  if (word) return [place, place + word[0].length];
  const before = /\S+\s*$/.exec(text.slice(0, place));
  return before ? [before.index, before.index + before[0].trimEnd().length] : [0, text.length];
}

export const problems = linter(
  async (view) => {
    const text = view.state.doc.toString();
    if (!text.trim() || text.length > LONGEST) return [];
    const reply = await fetch(`/sparql/problem?${new URLSearchParams({ query: text })}`);
    const message = reply.ok ? (await reply.json()).problem : "";
    if (!message) return [];
    const place = namedPlace(message);
    const [from, to] = place ? wordAt(text, offsetOf(text, place)) : [0, text.length];
    return [{ from, to, severity: "error", message }];
  },
  { delay: 600 },
);
