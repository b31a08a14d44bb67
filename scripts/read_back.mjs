// What graphology, and so Gephi Lite and sigma, makes of an exported network (.gexf or .json): counts and attributes, as
// JSON. Tests ask it.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";

const [path] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const graph = path.endsWith(".gexf") ? gexf.parse(Graph, text) : Graph.from(JSON.parse(text));
const { nodes, edges } = graph.export();
console.log(JSON.stringify({ order: graph.order, size: graph.size, nodes, edges }));
