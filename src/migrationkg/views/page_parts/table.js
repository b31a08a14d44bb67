"use strict";
// The table twin of the picture: each line a row, in words.

const mostRows = 1000;

/** Fill the table with what is seen; `onPick` gets a thing, `onTie` a line. */
function showTable({ lines }, onPick, onTie, most = mostRows) {
  const name = (id) => nodes.get(id).name;
  const rows = [...lines]
    .sort((one, other) => name(one.from).localeCompare(name(other.from), "en") || name(one.to).localeCompare(name(other.to), "en") || one.id - other.id)
    .slice(0, most)
    .map((line) => {
      const words = element("button", { type: "button", className: "link" }, line.words);
      words.addEventListener("click", () => onTie(line));
      const cells = [thingButton(nodes.get(line.from), onPick), words, thingButton(nodes.get(line.to), onPick), through(line), String(sentencesOf(line).size)];
      return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
    });
  byId("rows").replaceChildren(...rows);
  byId("rows-told").textContent = lines.length > most ? `the first ${most.toLocaleString("en")} of ${lines.length.toLocaleString("en")} ties; filter, or save all as CSV` : "";
}

/** The things folded in a line, by name. */
function through({ ways }) {
  return [...new Set(ways.flatMap(([things]) => things))].map((id) => nodes.get(id).name).join(" · ");
}

/** The numbers of the sentences that a line stands on. */
function sentencesOf({ ways }) {
  return new Set(ways.flatMap(([, steps]) => steps.flat()).flatMap((fact) => edges.get(fact).evidence));
}
