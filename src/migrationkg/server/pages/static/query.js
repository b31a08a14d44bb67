// The page for queries: runs them in place, shares them, and, where the editor is not there, completes in the plain field.
import { enhance } from "./answers.js";
import { KEYWORDS, detailOf, termsLike, thingsLike, vocabulary } from "./completions.js";
import { namedPlace, offsetOf } from "./places.js";
import { suggesting } from "./suggestions.js";

const field = document.querySelector("#query");
const form = field.form;
const outcome = document.querySelector("#outcome");
const share = document.querySelector("#share");
const MOST = 8;
let underWay = null;

/** The address of the query that stands in the field now. */
const address = () => `/sparql?${new URLSearchParams({ edit: field.value })}`;

const told = document.createElement("p");
told.setAttribute("role", "status");
told.className = "soft";
outcome.before(told);

const stop = button("Stop", () => underWay?.abort());
stop.hidden = true;

/** Put a button among those of the form. */
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", act);
  form.querySelector(".actions").append(made);
  return made;
}

/** Fetch the page with the answer and put the answer in the place of that before. */
async function run() {
  underWay?.abort();
  const own = (underWay = new AbortController());
  const asked = address();
  const begun = performance.now();
  told.textContent = "Running …";
  stop.hidden = false;
  try {
    const reply = await fetch(asked, { headers: { Accept: "text/html" }, signal: own.signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("#outcome") ?? page.querySelector("main") ?? page.body;
    outcome.replaceChildren(...fresh.childNodes);
    history.pushState(null, "", asked);
    told.textContent = `${reply.ok ? "Answered" : "Not answered"} in ${((performance.now() - begun) / 1000).toFixed(1)} s`;
    prepare();
  } catch (error) {
    if (own !== underWay) return; // another has been run since
    told.textContent = error.name === "AbortError" ? "Stopped" : "The server does not answer";
  }
  stop.hidden = true;
}

/** Make the answer that is there one that can be sorted and drawn, and lead from a problem to its place. */
function prepare() {
  outcome.querySelectorAll("section.answer").forEach(enhance);
  const problem = outcome.querySelector(".problem");
  const place = problem && namedPlace(problem.textContent);
  if (!place) return;
  const lead = document.createElement("button");
  lead.type = "button";
  lead.className = "quiet";
  lead.textContent = `Go to line ${place.line}`;
  lead.addEventListener("click", () => {
    if (!field.dispatchEvent(new CustomEvent("place", { detail: place, cancelable: true }))) return; // the editor went
    const offset = offsetOf(field.value, place);
    field.focus();
    field.setSelectionRange(offset, offset + 1);
  });
  problem.append(" ", lead);
}

/** Declare the prefixes that the query uses, so that it runs elsewhere too. */
async function declare() {
  const { prefixes } = await vocabulary();
  const bare = field.value.replace(/#.*|<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (found) => (found[0] === "<" ? "<>" : ""));
  const declared = new Set([...bare.matchAll(/\bPREFIX\s+([\p{L}\p{N}_.-]*):/giu)].map((found) => found[1]));
  const used = new Set([...bare.matchAll(/(?<![\p{L}\p{N}_.?$-])(\p{L}[\p{L}\p{N}_.-]*):/gu)].map((found) => found[1]));
  const lines = [...used].filter((prefix) => prefix in prefixes && !declared.has(prefix)).sort();
  field.value = lines.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + field.value;
  field.dispatchEvent(new Event("change"));
  field.dispatchEvent(new Event("input"));
}

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
button("Declare the prefixes", declare);
if (navigator.clipboard) {
  button("Copy the link", async () => {
    await navigator.clipboard.writeText(new URL(address(), location.href));
    told.textContent = "The link is copied";
  });
}
field.addEventListener("input", () => share.setAttribute("href", address()));
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
addEventListener("popstate", () => location.reload());
prepare();
