// What is completed where: variables of the query, keywords, terms that fit the place, names in the graph.
import { ifNotIn } from "@codemirror/autocomplete";
import { KEYWORDS, thingsLike, vocabulary } from "../../src/migrationkg/server/pages/static/completions.js";

const FUNCTIONS = (
  "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI ABS CEIL FLOOR ROUND CONCAT SUBSTR " +
  "STRLEN REPLACE UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY NOW COALESCE IF STRLANG STRDT " +
  "ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX"
).split(" ");

const WORDS = [
  ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -20 })),
  ...FUNCTIONS.map((name) => ({ label: name, apply: `${name}(`, type: "function", boost: -30 })),
];

/** What is to come at a place: "class" behind `a`, "property" behind a subject or `;`; empty elsewhere. */
export function wanted(before) {
  if (/(?:^|[\s;])(?:a|rdf:type)\s+$/.test(before)) return "class";
  if (/;\s*$/.test(before)) return "property";
  if (/(?:[.{}]|^)\s*(?:[?$][\p{L}\p{N}_]+|<[^<>\s]*>|[\p{L}\p{N}_-]*:[\p{L}\p{N}_.-]+|\[)\s+$/u.test(before)) return "property";
  return "";
}

function variables(context) {
  const word = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
  if (!word) return null;
  const text = context.state.doc.toString();
  const others = text.slice(0, word.from) + text.slice(context.pos);
  const names = new Set([...others.matchAll(/[?$]([\p{L}\p{N}_]+)/gu)].map((found) => found[1]));
  const options = [...names].map((name) => ({ label: word.text[0] + name, type: "variable" }));
  return { from: word.from, options, validFor: /^[?$][\p{L}\p{N}_]*$/u };
}

async function terms(context) {
  const word = context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*/u);
  if ((!word && !context.explicit) || context.matchBefore(/[?$@][^<>\s]*|<\S[^<>]*/)) return null;
  const from = word ? word.from : context.pos;
  const place = wanted(context.state.sliceDoc(Math.max(0, from - 300), from));
  const told = await vocabulary();
  const fits = (term) => (term.kind === "class") === (place === "class");
  const options = told.terms.map((term) => ({
    label: term.name,
    detail: term.label,
    info: term.definition || undefined,
    type: term.kind === "class" ? "class" : "property",
    boost: place && fits(term) ? 40 : place === "class" ? -40 : 0,
  }));
  const prefixes = Object.keys(told.prefixes).map((prefix) => ({ label: `${prefix}:`, detail: told.prefixes[prefix], type: "namespace", boost: -10 }));
  return { from, options: [...options, ...prefixes, ...(place ? [] : WORDS)], validFor: /^[\p{L}\p{N}_:-]*$/u };
}

/** Names in the graph, of one word, or of several behind `<`; what is chosen stands there as an IRI. */
async function things(context) {
  const word = context.matchBefore(/<\p{L}[^<>:/]*/u) ?? context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*:?/u);
  if (!word || (word.text[0] !== "<" && context.matchBefore(/[?$<@:][^<>\s]*/))) return null;
  const found = await thingsLike(word.text.replace("<", ""));
  const options = found.map((one) => ({
    label: one.name,
    detail: one.detail,
    apply: `<${one.iri}>`,
    type: "thing",
    boost: -5,
  }));
  return options.length ? { from: word.from, options, filter: false } : null;
}

export const completions = [variables, terms, things].map((source) => ifNotIn(["comment", "string"], source));
