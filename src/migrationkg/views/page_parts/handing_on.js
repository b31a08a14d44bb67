"use strict";
// What is seen, for other programs: a picture (PNG, SVG), tables (CSV), a network (GEXF) and a question (SPARQL).

const unwritable = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu; // in XML 1.0

const mostOnPaper = 2000;
const mostRowsOnPaper = 300;

const waysOfHandingOn = {
  png: ["image/png", (seen, picture) => pngOf(picture)],
  svg: ["image/svg+xml", (seen, picture) => svgOf(seen, picture)],
  csv: ["text/csv", (seen) => csvOf(seen)],
  gexf: ["application/gexf+xml", (seen, picture) => gexfOf(seen, picture)],
  rq: ["application/sparql-query", (seen) => sparqlOf(seen)],
};

/** Give the reader a file of what is seen. */
async function handOn(form, seen, picture) {
  const [type, make] = (picture.table ? waysToHandOnDrawn : waysOfHandingOn)[form];
  const made = await make(seen, picture);
  const address = URL.createObjectURL(made instanceof Blob ? made : new Blob([made], { type }));
  element("a", { href: address, download: `network.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function pngOf({ canvas, colours }) {
  const paper = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const ctx = paper.getContext("2d");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, paper.width, paper.height);
  ctx.drawImage(canvas, 0, 0);
  return new Promise((done) => paper.toBlob(done, "image/png"));
}

/** The whole picture as lines, paths and words, however much of it the window shows. */
function svgOf({ things, lines }, picture) {
  const { places, captions, colours, scale } = picture;
  const spots = [...things.keys()].map((id) => places[id]);
  const [left, right] = range(spots.map(({ x }) => x));
  const [top, bottom] = range(spots.map(({ y }) => y));
  const [aside, above] = [80 / scale, 55 / scale]; // room for captions
  const box = things.size ? [left - aside, top - above, right - left + 2 * aside, bottom - top + 2 * above] : [0, 0, 1, 1];
  const xml = xmlDocument("http://www.w3.org/2000/svg", "svg");
  const root = xml.root({ viewBox: box.map(Math.round).join(" "), "font-family": "sans-serif", "text-anchor": "middle" });
  xml.add(root, "rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: colours.paper });
  for (const line of lines) addLine(xml, root, line, things, picture);
  for (const [id, { size }] of things) {
    const { path } = kinds.get(nodes.get(id).kind);
    const half = drawnSize(size, picture);
    const sign = xml.add(root, "path", { d: path, transform: `translate(${places[id].x} ${places[id].y}) scale(${half})`, fill: colourOf(id), stroke: colours.outline, "stroke-width": 1.2 / scale / half, opacity: isLit(picture, id) ? 1 : 0.13 });
    xml.add(sign, "title", {}, nodes.get(id).name);
  }
  for (const { words, box: spot, strong, relation } of captions || []) {
    const looks = { "font-size": captionSize / scale, "font-weight": strong ? 700 : 500, fill: relation ? colours.soft : colours.ink, stroke: colours.paper, "stroke-width": 3 / scale, "paint-order": "stroke" };
    words.forEach((line, at) => {
      const y = spot.top + ((at + 0.8) * (spot.bottom - spot.top)) / words.length;
      xml.add(root, "text", { x: (spot.left + spot.right) / 2, y, ...looks }, line);
    });
  }
  return xml.text();
}

function addLine(xml, root, line, things, picture) {
  const [from, to] = [picture.places[line.from], picture.places[line.to]];
  const { width, dashes, color } = lineStyle(picture, line);
  const { scale } = picture;
  const dashed = dashes ? { "stroke-dasharray": `${5 / scale} ${4 / scale}` } : {};
  xml.add(root, "line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: color.color, "stroke-width": drawnWidth(width, scale) / scale, opacity: color.opacity, ...dashed });
  const head = line.mutual ? null : arrowHead(from, to, drawnSize(things.get(line.to).size, picture), 8 / scale);
  if (head) xml.add(root, "path", { d: `M${head.map(({ x, y }) => `${x} ${y}`).join("L")}Z`, fill: color.color, opacity: color.opacity });
}

/** What is seen, for paper: the network as lines and signs, sharp and whole, unless it is of very many; and its table. */
function putOnPaper({ isNetwork, table }, seen, picture) {
  const parsed = isNetwork && seen.things.size <= mostOnPaper ? [new DOMParser().parseFromString(svgOf(seen, picture), "image/svg+xml").documentElement] : [];
  byId("paper").replaceChildren(...parsed, ...(picture.pieces || []));
  if (!table) showTable(seen, () => {}, () => {}, mostRowsOnPaper);
}

/** One row a line; what a spreadsheet would take for a formula has an apostrophe before it. */
function csvOf({ lines }) {
  const rows = lines.map((line) => [nodes.get(line.from).iri, nodes.get(line.from).name, line.words, nodes.get(line.to).iri, nodes.get(line.to).name, through(line), line.ways.length, sentencesOf(line).size]);
  return csvOfRows([["from", "fromLabel", "words", "to", "toLabel", "through", "ways", "sentences"], ...rows]);
}

function csvOfRows(rows) {
  return rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value) {
  const text = /^(?:\s*[=+\-@'＝＋－＠]|[\t\r\n])/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** GEXF 1.3, with places, sizes and colours. */
function gexfOf({ things, lines }, { places }) {
  const space = "http://gexf.net/1.3";
  const xml = xmlDocument(space, "gexf");
  const graph = xml.add(xml.root({ version: "1.3" }), "graph", { defaultedgetype: "directed" });
  const attributes = xml.add(graph, "attributes", { class: "node" });
  xml.add(attributes, "attribute", { id: "kind", title: "kind", type: "string" });
  const [all, ties] = ["nodes", "edges"].map((name) => xml.add(graph, name, {}));
  for (const [id, { size }] of things) {
    const { iri, name, kind } = nodes.get(id);
    const node = xml.add(all, "node", { id: iri, label: name });
    xml.add(xml.add(node, "attvalues", {}), "attvalue", { for: "kind", value: kind });
    const [r, g, b] = colourOf(id).match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
    xml.addViz(node, "color", { r, g, b });
    xml.addViz(node, "size", { value: size.toFixed(2) });
    xml.addViz(node, "position", { x: places[id].x, y: -places[id].y, z: 0 });
  }
  for (const { id, from, to, words, ways, mutual } of lines) {
    xml.add(ties, "edge", { id, source: nodes.get(from).iri, target: nodes.get(to).iri, label: words, weight: ways.length, ...(mutual ? { type: "undirected" } : {}) });
  }
  return xml.text();
}

/** A small writer of XML: attributes and text are escaped by the browser. */
function xmlDocument(space, name) {
  const made = document.implementation.createDocument(space, name);
  const clean = (value) => String(value).replace(unwritable, "");
  const fill = (part, attributes, text) => {
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, clean(value));
    if (text !== undefined) part.textContent = clean(text);
    return part;
  };
  return {
    root: (attributes) => fill(made.documentElement, attributes),
    add: (parent, child, attributes, text) => fill(parent.appendChild(made.createElementNS(space, child)), attributes, text),
    addViz: (parent, child, attributes) => fill(parent.appendChild(made.createElementNS(`${space}/viz`, `viz:${child}`)), attributes),
    text: () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}\n`,
  };
}

/** A question that asks any store of the graph for the facts that the lines seen stand on. */
function sparqlOf({ lines }) {
  const facts = new Set(lines.flatMap(({ ways }) => ways.flatMap(([, steps]) => steps.flat())));
  const rows = [...facts].sort((one, other) => one - other).map((fact) => {
    const { from, to, relation } = edges.get(fact);
    return `    (<${nodes.get(from).iri}> mkg:${relation} <${nodes.get(to).iri}>)\n`;
  });
  return `PREFIX mkg: <https://w3id.org/migrationkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?subject ?subjectLabel ?relation ?object ?objectLabel
WHERE {
  VALUES (?subject ?relation ?object) {
${rows.join("")}  }
  ?subject ?relation ?object .
  OPTIONAL { ?subject skos:prefLabel ?subjectLabel }
  OPTIONAL { ?object skos:prefLabel ?objectLabel }
}
`;
}
