"use strict";
// What the page knows: nodes, their ties, and the search over names.

const data = JSON.parse(document.getElementById("data").textContent);
const kinds = new Map(data.kinds.map((kind) => [kind.kind, kind]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));

for (const edge of data.edges) {
  tiesOf.get(edge.from).push({ edge, other: edge.to, words: edge.forward, order: 2 * edge.order });
  if (edge.to !== edge.from) {
    tiesOf.get(edge.to).push({ edge, other: edge.from, words: edge.backward, order: 2 * edge.order + 1 });
  }
}

/** The nodes that a node is tied to, each once. */
function neighboursOf(id) {
  return new Set(tiesOf.get(id).map((tie) => tie.other));
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
  hits.sort((one, other) => one.rank - other.rank || other.node.size - one.node.size || compareNames(one.node, other.node));
  return hits.slice(0, limit);
}

function nameRank(key, words) {
  const query = words.join(" ");
  if (key === query) return 0;
  if (key.startsWith(query)) return 1;
  return key.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(words[0])) ? 2 : 3;
}
