"use strict";
// The matrix: funders or projects by countries, the most active first.

/** Ways to draw the matrix; `onPick` gets the number of a thing, `onTie` a line. */
function startMatrix(onPick, onTie) {
  let table = [];

  function show(state, { lines }, lit) {
    const matrix = matrixOf(state, lines);
    table = tableOfMatrix(matrix);
    const words = state.rows === "projects" ? "occasions; • works there, with no occasion told" : "projects";
    if (!matrix.rows.length) {
      sheetOfPaper.replaceChildren(element("p", { className: "hint" }, `No ${state.rows === "projects" ? "project" : "funder"} is tied to a country here.`));
      byId("note").replaceChildren();
      return;
    }
    const bounds = classBounds(Math.max(1, ...matrix.rows.flatMap(({ cells }) => [...cells.values()].map(({ count }) => count))));
    const scroll = [sheetOfPaper.scrollLeft, sheetOfPaper.scrollTop];
    const head = (one, scope) => element("th", { scope, className: isPale(one.node.id, lit) ? "pale" : "" }, headOf(one.node, state, onPick));
    const columns = matrix.columns.map((one) => head(one, "col"));
    const body = matrix.rows.map((row) => {
      const cells = matrix.columns.map(({ node }) => cellOfMatrix(row, node, bounds, state, lit, onTie));
      return element("tr", {}, head(row, "row"), element("td", { className: "total" }, String(row.total)), ...cells);
    });
    const caption = element("caption", { className: "unseen" }, `${state.rows === "projects" ? "Projects" : "Funders"} by countries`);
    const corner = element("td", {}, "");
    const totals = element("tr", {}, corner, element("th", { scope: "col", className: "total" }, "all"), ...columns);
    sheetOfPaper.replaceChildren(element("table", { className: "matrix" }, caption, element("thead", {}, totals), element("tbody", {}, ...body)));
    [sheetOfPaper.scrollLeft, sheetOfPaper.scrollTop] = scroll;
    byId("note").replaceChildren(classKey(bounds, words));
  }

  return {
    show,
    fit(ids) {
      const first = ids && sheetOfPaper.querySelector('[aria-pressed="true"]');
      if (first) first.scrollIntoView({ block: "center", inline: "center" });
      else sheetOfPaper.scrollTo(0, 0);
    },
    zoom() {}, // a table is as large as its words
    picture: () => ({ svg: null, table }),
  };
}

/** Rows and columns by their totals; in a row, country → {line, count}. */
function matrixOf(state, lines) {
  const isRow = state.rows === "projects" ? isOfKind("Project") : (node) => node.kind !== "Project" && node.kind !== "Event";
  const [rows, columns] = [new Map(), new Map()];
  const side = (found, node) => {
    if (!found.has(node.id)) found.set(node.id, { node, cells: new Map(), counted: new Set() });
    return found.get(node.id);
  };
  for (const line of lines) {
    const [one, country] = [nodes.get(line.from), nodes.get(line.to)];
    if (!isRow(one) || country.kind !== "Country" || (state.rows !== "projects" && !line.words.includes("funds "))) continue;
    const things = line.ways.flatMap(([through]) => through).filter((id) => nodes.get(id).kind === (state.rows === "projects" ? "Event" : "Project"));
    side(rows, one).cells.set(country.id, { line, count: new Set(things).size });
    side(columns, country);
    for (const id of things) for (const end of [rows.get(one.id), columns.get(country.id)]) end.counted.add(id);
  }
  const byTotal = (one, other) => other.total - one.total || other.cells.size - one.cells.size || compareNames(one.node, other.node);
  const sorted = (found) => [...found.values()].map((one) => ({ ...one, total: one.counted.size })).sort(byTotal);
  return { rows: sorted(rows), columns: sorted(columns) };
}

function headOf(node, { thing }, onPick) {
  const button = element("button", { type: "button", "data-key": `head ${node.id}`, "aria-pressed": String(thing === node.id), title: node.name }, element("span", {}, shortName(node)));
  button.addEventListener("click", () => onPick(node.id));
  return button;
}

function cellOfMatrix(row, country, bounds, { tie, rows }, lit, onTie) {
  const cell = row.cells.get(country.id);
  if (!cell) return element("td", {});
  const { line, count } = cell;
  const told = count ? counted(count, ...(rows === "projects" ? ["occasion", "occasions"] : ["project", "projects"])) : "works there";
  const chosen = tie !== null && tie[0] === line.from && tie[1] === line.to;
  const pale = lit !== null && !(lit.has(line.from) && lit.has(line.to));
  const button = element("button", { type: "button", className: `cell class-${count ? classOf(count, bounds) : 0}`, "data-key": `cell ${line.from} ${line.to}`, "aria-pressed": String(chosen), "aria-label": `${row.node.name}, ${country.name}: ${told}` }, count ? String(count) : "•");
  button.addEventListener("click", () => onTie(line));
  return element("td", { className: pale ? "pale" : "" }, button);
}

function isPale(id, lit) {
  return lit !== null && !lit.has(id);
}

function tableOfMatrix({ rows, columns }) {
  const head = ["thing", "thingLabel", "all", ...columns.map(({ node }) => node.name)];
  return [head, ...rows.map(({ node, total, cells }) => [node.iri, node.name, total, ...columns.map((one) => cells.get(one.node.id)?.count ?? "")])];
}
