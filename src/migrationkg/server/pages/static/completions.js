// What may be completed in a query: terms of the vocabularies, names in the graph.
import { namesLike } from "./suggestions.js";

export const KEYWORDS = (
  "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK FROM NAMED WHERE OPTIONAL FILTER UNION MINUS GRAPH VALUES BIND AS " +
  "GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE EXISTS NOT IN UNDEF"
).split(" ");

let told = null;

/** What may stand in a query, fetched once: `terms`, each with name, label, kind and definition; `prefixes`. */
export function vocabulary() {
  told ??= fetch("/terms").then((reply) => reply.json());
  return told;
}

/** Terms whose name or label begins with a word. */
export async function termsLike(word) {
  const wanted = word.toLowerCase();
  const { terms } = await vocabulary();
  return terms.filter((one) => one.name.toLowerCase().startsWith(wanted) || one.label.toLowerCase().startsWith(wanted));
}

/** Things of the graph of which a name begins with a word of three letters or more, no keyword and with no prefix. */
export async function thingsLike(word) {
  if (word.length < 3 || word.includes(":") || KEYWORDS.includes(word.toUpperCase())) return [];
  return (await namesLike(word)).filter((one) => one.iri);
}

/** What is to be read beside a term. */
export function detailOf(term) {
  return `${term.kind} · ${term.definition || term.label}`;
}
