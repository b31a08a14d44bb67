// The field for SPARQL where the editor is not there: completes terms and names of the graph; Ctrl+Enter runs the query.
import { KEYWORDS, detailOf, termsLike, thingsLike } from "./completions.js";
import { suggesting } from "./suggestions.js";

const field = document.querySelector("#query");
const MOST = 8;

/** The word before the cursor that may be completed; none within a variable, an IRI or a string. */
function wordBefore() {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[\s{(;,.|/^!])((?:[a-z]+:)?[\p{L}][\p{L}\p{N}-]*|[a-z]+:)$/u.exec(before);
  return found ? found[1] : "";
}

async function ask() {
  const word = wordBefore();
  if (word.length < 3 || KEYWORDS.includes(word.toUpperCase())) return [];
  const terms = (await termsLike(word)).map((one) => ({ name: one.name, detail: detailOf(one), text: one.name }));
  const things = (await thingsLike(word)).map((one) => ({ ...one, text: `<${one.iri}>` }));
  return [...terms.slice(0, MOST), ...things].slice(0, MOST);
}

function take(one) {
  const end = field.selectionStart;
  field.setRangeText(one.text, end - wordBefore().length, end, "end");
  field.focus();
}

if (!field.hidden) suggesting(field, { ask, take }); // else the editor has taken its place, which runs first

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
});
