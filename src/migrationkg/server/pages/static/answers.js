// An answer beyond its table: sorted by a column, as a chart, as a network.
import { chart } from "./chart.js";

const compare = new Intl.Collator(undefined, { numeric: true }).compare;

/** The columns of a table, each with its name and kind ("number", "day" or ""), and the texts of its rows. */
function read(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  const columns = [...table.tHead.rows[0].cells].map((head, place) => {
    const kinds = new Set([...table.tBodies[0].rows].map((row) => row.cells[place]).filter((cell) => cell.textContent).map((cell) => cell.className));
    return { name: head.textContent, kind: kinds.size === 1 ? [...kinds][0] : "" };
  });
  return { columns, rows };
}

/** Let each heading sort the rows by its column, upwards and downwards in turn; empty cells come last. */
function sortable(table, columns) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const text = (row) => row.cells[place].textContent;
      const order = columns[place].kind === "number" ? (one, other) => Number(one) - Number(other) : compare;
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((one, other) => !text(one) - !text(other) || sign * order(text(one), text(other)));
      body.append(...rows);
    });
  });
}

/** The page of a network within this one, made when it is first looked at. */
function framed(link) {
  const pane = document.createElement("div");
  const frame = document.createElement("iframe");
  frame.className = "network";
  frame.title = "Network of the answer";
  frame.src = link.href;
  const told = document.createElement("p");
  told.className = "soft";
  told.textContent = "The network is being drawn …";
  frame.addEventListener("load", () => {
    const own = Object.assign(link.cloneNode(), { textContent: "On a page of its own" });
    told.replaceChildren("What the graph says between the things of the answer, and what ties two of one row. ", own);
  });
  pane.append(told, frame);
  return pane;
}

/** Let an answer be sorted, drawn and looked at as a network. */
export function enhance(section) {
  const table = section.querySelector("table");
  if (!table) return;
  const answer = read(table);
  sortable(table, answer.columns);
  const wide = section.querySelector(".wide");
  const link = section.querySelector(".as-network");
  const ways = { Table: () => wide, Chart: () => chart(answer) };
  if (link) ways.Network = () => framed(link);
  const bar = document.createElement("div");
  bar.className = "ways";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Show the answer as");
  const made = { Table: wide };
  const show = (name) => {
    if (!made[name]) wide.after((made[name] = ways[name]()));
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button.textContent === name));
    for (const [other, pane] of Object.entries(made)) pane.hidden = other !== name;
    made[name].dispatchEvent(new Event("shown"));
  };
  for (const name of Object.keys(ways)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => show(name));
    bar.append(button);
  }
  wide.before(bar);
  show("Table");
}

if (!document.querySelector("#outcome")) document.querySelectorAll("section.answer").forEach(enhance); // else its page does
