"use strict";
// What the page knows: nodes, their ties, and the search over names.

const data = JSON.parse(document.getElementById("data").textContent);
const kinds = new Map(data.kinds.map((kind) => [kind.kind, kind]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const views = new Map(data.views.map((view) => [view.name, view]));
const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
const relationWords = new Map(data.relations.map((relation) => [relation.relation, relation]));

for (const edge of data.edges) {
  Object.assign(edge, relationWords.get(edge.relation));
  tiesOf.get(edge.from).push({ edge, other: edge.to, words: edge.forward, order: 2 * edge.order });
  if (edge.to !== edge.from) {
    tiesOf.get(edge.to).push({ edge, other: edge.from, words: edge.backward, order: 2 * edge.order + 1 });
  }
}

/** The nodes that a node is tied to, each once. */
function neighboursOf(id) {
  return new Set(tiesOf.get(id).map((tie) => tie.other));
}

/** How an address tells of a thing: the last two parts of its IRI, which stay when the page is written anew. */
function referenceOf(id) {
  return nodes.get(id).iri.split("/").slice(-2).join("/");
}

/** The number of the thing that an address tells of, or null. */
function thingOf(reference) {
  return data.nodes.find(({ iri }) => reference && (iri === reference || iri.endsWith(`/${reference}`)))?.id ?? null;
}

/** How sure a fact is, 0 to 1: as its surest sentence; what authority data or a curator say is sure. */
function sureness(fact) {
  if (fact.doubtful) return Math.min(...fact.evidence.map((number) => data.sentences[number].confidence ?? 0), 0.5);
  return Math.max(0, ...fact.evidence.map((number) => data.sentences[number].confidence ?? 1), fact.authority || !fact.evidence.length ? 1 : 0);
}

/** The first and last year of an occasion, or null where none is told. */
function yearsOf({ days }) {
  const years = (days || []).map((day) => parseInt(day, 10)).filter(Boolean);
  return years.length ? [Math.min(...years), Math.max(...years)] : null;
}

/** A shortest way between two things over all facts, as the numbers of the things; empty where there is none. */
function shortestWay(from, to) {
  const before = new Map([[from, null]]);
  for (const id of before.keys()) { // grows while it is gone through
    if (id === to) break;
    for (const other of [...neighboursOf(id)].sort((one, two) => one - two)) if (!before.has(other)) before.set(other, id);
  }
  const way = [];
  if (before.has(to)) for (let id = to; id !== null; id = before.get(id)) way.unshift(id);
  return way;
}

/** What is tied to a thing, itself or through a project, an occasion or a place. */
function concernedWith(id) {
  const found = new Set([id]);
  for (const near of neighboursOf(id)) {
    found.add(near);
    if (["Project", "Event", "Place"].includes(nodes.get(near).kind)) for (const other of neighboursOf(near)) found.add(other);
  }
  return found;
}

/** The ties of a node by relation, in the order of the relations; in each, neighbours by name. */
function tiesByRelation(id) {
  const groups = new Map();
  const byName = (one, other) => one.order - other.order || compareNames(nodes.get(one.other), nodes.get(other.other));
  for (const tie of [...tiesOf.get(id)].sort(byName)) {
    if (!groups.has(tie.words)) groups.set(tie.words, []);
    groups.get(tie.words).push(tie);
  }
  return groups;
}

function compareNames(one, other) {
  return one.name.localeCompare(other.name, "en") || one.id - other.id;
}

/** Nodes of a kind, by name. */
function nodesOfKind(kind) {
  return data.nodes.filter((node) => node.kind === kind).sort(compareNames);
}

const foldedLetters = { ı: "i", ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", "’": "'" };

/** A name as it is searched: small letters without accents. */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıłøđßæœþð’]/g, (letter) => foldedLetters[letter]);
}

const searchable = data.nodes.map((node) => ({
  node,
  names: [node.name, ...node.names].map((name) => ({ name, key: folded(name) })),
}));

/** Nodes of which one name holds all the words, best first: whole name, beginning, beginning of a word, elsewhere. */
function findNodes(query, limit) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = [];
  for (const { node, names } of searchable) {
    const best = names
      .filter(({ key }) => words.every((word) => key.includes(word)))
      .map(({ name, key }) => ({ node, name, rank: nameRank(key, words) }))
      .sort((one, other) => one.rank - other.rank)[0];
    if (best) hits.push(best);
  }
  hits.sort((one, other) => one.rank - other.rank || neighboursOf(other.node.id).size - neighboursOf(one.node.id).size || compareNames(one.node, other.node));
  return hits.slice(0, limit);
}

function nameRank(key, words) {
  const query = words.join(" ");
  if (key === query) return 0;
  if (key.startsWith(query)) return 1;
  return key.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(words[0])) ? 2 : 3;
}
