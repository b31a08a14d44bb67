// A bar chart of an answer: for each value of a column the sum of another, or how many rows there are.
const SVG = "http://www.w3.org/2000/svg";
const COUNT = "number of rows";
const MOST = 30; // bars; the rest is told in words
const MOST_SERIES = 6;
const BAR = 20;
const GAP = 8;

/** The parts of which a text column or day is a whole: years, or months where they are few. */
function periods(texts) {
  const days = texts.filter((text) => /^\d{4}/.test(text)).sort();
  if (!days.length) return null;
  const [first, last] = [days[0], days[days.length - 1]];
  const byYear = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) > 2 || days.some((day) => day.length < 7);
  const length = byYear ? 4 : 7;
  const all = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    if (byYear) all.push(String(year));
    else for (let month = 1; month <= 12; month += 1) all.push(`${year}-${String(month).padStart(2, "0")}`);
  }
  return { of: (text) => text.slice(0, length), all: all.filter((one) => one >= first.slice(0, length) && one <= last.slice(0, length)) };
}

/** Sum the rows up: [{ name, values: Map of series → sum }], the largest first, or by time where they are days. */
export function summed({ columns, rows }, { category, value, series }) {
  const place = (name) => columns.findIndex((column) => column.name === name);
  const [at, of, apart] = [place(category), place(value), place(series)];
  const time = columns[at].kind === "day" ? periods(rows.map((row) => row[at])) : null;
  const sums = new Map(time ? time.all.map((name) => [name, new Map()]) : []);
  for (const row of rows) {
    const amount = of < 0 ? 1 : Number(row[of] || NaN);
    if (!row[at] || !Number.isFinite(amount)) continue;
    const name = time ? time.of(row[at]) : row[at];
    if (!sums.has(name)) sums.set(name, new Map());
    const own = apart < 0 ? "" : row[apart] || "–";
    sums.get(name).set(own, (sums.get(name).get(own) ?? 0) + amount);
  }
  const bars = [...sums].map(([name, values]) => ({ name, values }));
  const largest = (bar) => Math.max(0, ...bar.values.values());
  return time ? bars : bars.sort((one, other) => largest(other) - largest(one));
}

const distinct = (answer, place) => new Set(answer.rows.map((row) => row[place]).filter(Boolean));

/** What is drawn at first: by the first column that names each row, else the first; sums of several currencies apart. */
function choice(answer) {
  const { columns } = answer;
  const numbers = columns.filter((column) => column.kind === "number");
  const telling = columns.filter((column, place) => column.kind !== "number" && distinct(answer, place).size > 1);
  const naming = telling.find((column) => distinct(answer, columns.indexOf(column)).size === answer.rows.length);
  const category = (naming ?? telling[0] ?? columns[0]).name;
  const currency = columns.findIndex((column) => column.name === "currency");
  const sized = numbers.find((column) => column.name !== "year") ?? null;
  return {
    category,
    value: sized && sized.name !== category ? sized.name : COUNT,
    series: currency >= 0 && distinct(answer, currency).size > 1 ? "currency" : "",
  };
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

const shortened = (text, room) => (text.length * 7.4 <= room ? text : `${text.slice(0, Math.max(3, Math.floor(room / 7.4) - 1))}…`);
const readable = (number) => number.toLocaleString("en", { maximumFractionDigits: 2 });

/** Draw bars from left to right, one line a series, in so many pixels. */
function picture(bars, series, width, title) {
  const names = Math.round(Math.min(width * 0.4, 280));
  const most = Math.max(...bars.flatMap((bar) => [...bar.values.values()]), 0) || 1;
  const room = width - names - (series.some(Boolean) ? 150 : 75);
  const svg = drawn("svg", { class: "chart", width, role: "img", "aria-label": title });
  let y = GAP;
  for (const bar of bars) {
    const lines = series.filter((one) => bar.values.has(one));
    const label = drawn("text", { x: names - 10, y: y + BAR * 0.72, "text-anchor": "end" }, shortened(bar.name, names - 12));
    label.append(drawn("title", {}, bar.name));
    svg.append(label);
    for (const one of lines.length ? lines : [null]) {
      const amount = one === null ? 0 : bar.values.get(one);
      const length = Math.max(0, (amount / most) * room);
      svg.append(drawn("rect", { x: names, y, width: Math.max(length, 1), height: BAR, rx: 3, class: `series-${Math.max(series.indexOf(one), 0)}` }));
      svg.append(drawn("text", { x: names + length + 6, y: y + BAR * 0.72 }, one ? `${readable(amount)} ${shortened(one, 70)}` : readable(amount)));
      y += BAR + 2;
    }
    y += GAP;
  }
  svg.setAttribute("height", y);
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  return svg;
}

/** A chart of an answer with fields that say what it shows. */
export function chart(answer) {
  const { columns } = answer;
  const chosen = choice(answer);
  const pane = document.createElement("div");
  const fields = document.createElement("div");
  fields.className = "chosen-columns";
  const place = document.createElement("div");
  const told = document.createElement("p");
  told.className = "soft";
  const names = columns.map((column) => [column.name, column.name]);
  const numbers = names.filter((_, number) => columns[number].kind === "number");
  const few = names.filter((_, number) => distinct(answer, number).size > 1 && distinct(answer, number).size <= MOST_SERIES);

  const draw = () => {
    const bars = summed(answer, chosen);
    const shown = bars.slice(0, MOST);
    const series = [...new Set(shown.flatMap((bar) => [...bar.values.keys()]))];
    const isSum = chosen.value !== COUNT && shown.reduce((sum, bar) => sum + bar.values.size, 0) < answer.rows.length;
    const what = isSum ? `sum of ${chosen.value}` : chosen.value;
    const title = `Bar chart: ${what} for each ${chosen.category}${chosen.series ? `, ${chosen.series} apart` : ""}`;
    place.replaceChildren(picture(shown, series, Math.max(pane.clientWidth, 300), title));
    const more = bars.length - shown.length;
    told.textContent = `${title.slice(11)}, of the rows in the table${more ? `; ${more} more are not drawn` : ""}.`;
  };
  const set = (key) => (value) => {
    chosen[key] = value;
    draw();
  };
  fields.append(
    field("For each", names, chosen.category, set("category")),
    field("show", [...numbers, [COUNT, COUNT]], chosen.value, set("value")),
    field("apart by", [["", "nothing"], ...few], chosen.series, set("series")),
  );
  pane.append(fields, place, told);
  pane.addEventListener("shown", draw);
  addEventListener("resize", () => pane.isConnected && !pane.hidden && draw());
  return pane;
}
