// The field for SPARQL: completes terms of the ontology and names of the graph; Ctrl+Enter runs the query.
import { namesLike, suggesting } from "./suggestions.js";

const field = document.querySelector("#query");
const MOST = 8;
let terms = null;

/** The word before the cursor that may be completed; none within a variable, an IRI or a string. */
function wordBefore() {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[\s{(;,.|/^!])((?:[a-z]+:)?[\p{L}][\p{L}\p{N}-]*|[a-z]+:)$/u.exec(before);
  return found ? found[1] : "";
}

async function ask() {
  const word = wordBefore();
  if (word.length < 3 || /^(select|where|filter|optional|order|limit|distinct|prefix|count|group|union|values|graph)$/i.test(word)) return [];
  terms ??= (await (await fetch("/terms")).json()).terms;
  const wanted = word.toLowerCase();
  const fits = (one) => one.name.toLowerCase().startsWith(wanted) || one.label.toLowerCase().startsWith(wanted);
  const ours = terms.filter(fits).map((one) => ({ name: one.name, detail: `${one.kind} · ${one.definition || one.label}`, text: one.name }));
  const names = word.includes(":") ? [] : (await namesLike(word)).filter((one) => one.iri);
  const things = names.map((one) => ({ ...one, text: `<${one.iri}>` }));
  return [...ours.slice(0, MOST), ...things].slice(0, MOST);
}

function take(one) {
  const end = field.selectionStart;
  field.setRangeText(one.text, end - wordBefore().length, end, "end");
  field.focus();
}

suggesting(field, { ask, take });

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
});
