// Bar charts of an answer: for each value of a column the sum of another, or how many rows there are.
const SVG = "http://www.w3.org/2000/svg";
const COUNT = "number of rows";
const MOST = 30; // bars; the rest is told in words
const MOST_APART = 12;
const BAR = 20;
const GAP = 8;
const LETTER = 8; // pixels, in the font of the chart

/** The years in which days lie, or the months where they are few: { unit, all, of: text → one of them }. */
function periods(days) {
  const sorted = days.filter((day) => /^\d{4}/.test(day)).sort();
  if (!sorted.length) return null;
  const years = [Number(sorted[0].slice(0, 4)), Number(sorted.at(-1).slice(0, 4))];
  const byYear = years[1] - years[0] > 2 || sorted.some((day) => day.length < 7);
  const length = byYear ? 4 : 7;
  const months = byYear ? [""] : Array.from({ length: 12 }, (_, month) => `-${String(month + 1).padStart(2, "0")}`);
  const all = Array.from({ length: years[1] - years[0] + 1 }, (_, place) => months.map((month) => `${years[0] + place}${month}`)).flat();
  const within = all.filter((one) => one >= sorted[0].slice(0, length) && one <= sorted.at(-1).slice(0, length));
  return { unit: byYear ? "year" : "month", all: within, of: (text) => text.slice(0, length) };
}

/**
 * Sum rows up.
 *
 * @param answer  { columns: [{ name, kind }], rows: [[text]] }
 * @param chosen  names of columns: `category` for each value of which there is a bar, `value` that is summed, `apart`
 *                by which charts are made; rows are counted where `value` is none
 * @returns       { unit, charts: [{ name, bars: [{ name, amount }] }] }, bars by time where the category is days,
 *                else the largest first
 */
export function summed({ columns, rows }, { category, value, apart }) {
  const place = (name) => columns.findIndex((column) => column.name === name);
  const [at, of, by] = [place(category), place(value), place(apart)];
  const time = columns[at].kind === "day" ? periods(rows.map((row) => row[at])) : null;
  const charts = new Map();
  for (const row of rows) {
    const amount = of < 0 ? 1 : Number(row[of] || NaN);
    if (!row[at] || !Number.isFinite(amount)) continue;
    const chart = by < 0 ? "" : row[by] || "–";
    if (!charts.has(chart)) charts.set(chart, new Map(time?.all.map((name) => [name, 0])));
    const name = time ? time.of(row[at]) : row[at];
    charts.get(chart).set(name, (charts.get(chart).get(name) ?? 0) + amount);
  }
  const ordered = (bars) => (time ? bars : bars.sort((one, other) => other.amount - one.amount));
  const made = [...charts].map(([name, sums]) => ({ name, bars: ordered([...sums].map(([bar, amount]) => ({ name: bar, amount }))) }));
  return { unit: time?.unit ?? "", charts: made.sort((one, other) => other.bars.length - one.bars.length) };
}

const distinct = (answer, place) => new Set(answer.rows.map((row) => row[place]).filter(Boolean));

/** Whether sums of different values of a column are of different units, and to be neither added nor compared. */
const isUnit = (name) => name === "currency";

/** What is drawn at first: by the first column that names each row, else the first; sums of several currencies apart. */
function choice(answer) {
  const { columns } = answer;
  const telling = columns.filter((column, place) => column.kind !== "number" && distinct(answer, place).size > 1);
  const naming = telling.find((column) => distinct(answer, columns.indexOf(column)).size === answer.rows.length);
  const category = (naming ?? telling.find((column) => !isUnit(column.name)) ?? columns[0]).name;
  const value = columns.find((column) => column.kind === "number" && ![category, "year"].includes(column.name));
  return { category, value: value?.name ?? COUNT, apart: telling.find((column) => isUnit(column.name))?.name ?? "" };
}

function field(words, options, chosen, change) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
  select.addEventListener("change", () => change(select.value));
  label.append(`${words} `, select);
  return label;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const shortened = (text, room) => (text.length * LETTER <= room ? text : `${text.slice(0, Math.max(3, Math.floor(room / LETTER) - 1))}…`);
const readable = (number) => number.toLocaleString("en", { maximumFractionDigits: 2 });

/** Draw bars from left to right in so many pixels; the longest possible one is of `most`. */
function picture(bars, most, width, title) {
  const names = Math.round(Math.min(width * 0.4, 280, Math.max(...bars.map((bar) => bar.name.length)) * LETTER + 12));
  const amounts = Math.max(...bars.map((bar) => readable(bar.amount).length)) * LETTER + 12;
  const height = bars.length * (BAR + GAP) + GAP;
  const svg = drawn("svg", { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title });
  bars.forEach(({ name, amount }, place) => {
    const y = GAP + place * (BAR + GAP);
    const length = Math.max(0, (amount / most) * (width - names - amounts));
    const label = drawn("text", { x: names - 8, y: y + BAR * 0.72, "text-anchor": "end" }, shortened(name, names - 8));
    label.append(drawn("title", {}, name));
    svg.append(label, drawn("rect", { x: names, y, width: length, height: BAR, rx: 3 }));
    svg.append(drawn("text", { x: names + length + 6, y: y + BAR * 0.72 }, readable(amount)));
  });
  return svg;
}

/** Charts of an answer, with fields that say what they show. */
export function chart(answer) {
  const { columns, rows } = answer;
  const chosen = choice(answer);
  const pane = document.createElement("div");
  const fields = document.createElement("div");
  fields.className = "chosen-columns";
  const place = document.createElement("div");
  const told = document.createElement("p");
  told.className = "soft";
  const names = columns.map((column) => [column.name, column.name]);
  const numbers = names.filter((_, number) => columns[number].kind === "number");
  const few = names.filter(([name], number) => distinct(answer, number).size > 1 && (isUnit(name) || distinct(answer, number).size <= MOST_APART));

  const draw = () => {
    const { unit, charts } = summed(answer, chosen);
    const bars = charts.reduce((sum, one) => sum + one.bars.length, 0);
    const what = chosen.value !== COUNT && bars < rows.length ? `sum of ${chosen.value}` : chosen.value;
    const title = `${what} for each ${unit ? `${unit} of ` : ""}${chosen.category}`;
    const largest = (one) => Math.max(0, ...one.bars.map((bar) => bar.amount)) || 1;
    const most = Math.max(...charts.map(largest));
    const figures = charts.map((one) => {
      const figure = document.createElement("figure");
      const caption = document.createElement("figcaption");
      caption.textContent = one.name;
      const scale = isUnit(chosen.apart) ? largest(one) : most;
      figure.append(caption, picture(one.bars.slice(0, MOST), scale, Math.max(pane.clientWidth, 260), `Bar chart: ${title} ${one.name}`));
      return figure;
    });
    place.replaceChildren(...figures);
    const left = charts.reduce((sum, one) => sum + Math.max(0, one.bars.length - MOST), 0);
    const scales = isUnit(chosen.apart) ? "; each chart has a scale of its own" : "";
    told.textContent = `${title}, of the rows in the table${scales}${left ? `; ${left} smaller ones are not drawn` : ""}`;
  };
  const set = (key) => (value) => {
    chosen[key] = value;
    draw();
  };
  fields.append(
    field("For each", names, chosen.category, set("category")),
    field("show", [...numbers, [COUNT, COUNT]], chosen.value, set("value")),
    field("apart by", [["", "nothing"], ...few], chosen.apart, set("apart")),
  );
  pane.append(fields, told, place);
  pane.addEventListener("shown", draw);
  addEventListener("resize", () => pane.isConnected && !pane.hidden && draw());
  return pane;
}
