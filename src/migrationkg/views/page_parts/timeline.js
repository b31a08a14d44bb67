"use strict";
// The timeline: each occasion at its days, in lanes by project, type or country.

const laneTitle = 26; // heights, in pixels
const rowHeight = 22;
const axisHeight = 26;
const sideMargin = 18;
const mostNamedRows = 6;
const dayLong = 86400000;

/** Ways to draw the timeline; `onPick` gets the number of a thing, `sight` keeps where the reader looks. */
function startTimeline(onPick, sight) {
  let wider = 1;
  let looked = [0, 0]; // the middle of what is in sight, in thousandths of the time, and how far from the top
  let table = [];
  let again = null;

  function show(state, seen, lit) {
    again = () => show(state, seen, lit);
    const lanes = lanesOf(state, seen);
    table = tableOfOccasions(lanes);
    const { dated, undated } = lanes;
    const elsewhere = sight.isElsewhere(state);
    if (elsewhere) wider = widerBy(state.spot?.[2] || 1);
    if (!dated.length) {
      sheetOfPaper.replaceChildren(element("p", { className: "hint" }, "No occasion seen here has a day."));
      byId("note").replaceChildren(withoutDays(undated, onPick));
      return;
    }
    const width = Math.max(300, sheetOfPaper.clientWidth) * wider;
    const place = placesInTime(dated.flatMap(({ occasions }) => occasions), width);
    let top = axisHeight;
    const groups = dated.map((lane) => {
      const group = drawLane(lane, place, width, state, lit, onPick);
      group.setAttribute("transform", `translate(0 ${top})`);
      group.top = top;
      top += group.height;
      return group;
    });
    const ticks = ticksBetween(place, width);
    const grid = ticks.map(({ x }) => drawn("line", { class: "grid", x1: x, x2: x, y1: axisHeight, y2: top }));
    const axis = drawn("g", { class: "axis" }, drawn("rect", { class: "paper", width, height: axisHeight }), ...ticks.map(({ x, words }) => drawn("text", { x: Math.min(width - 40, Math.max(40, x)), y: 17, "text-anchor": "middle" }, words)));
    const svg = drawn("svg", { class: "timeline", width, height: top + 8, viewBox: `0 0 ${width} ${top + 8}`, role: "group", "aria-label": `Timeline of ${counted(table.length - 1, "occasion", "occasions")}` }, ...grid, ...groups, axis);
    sheetOfPaper.replaceChildren(svg);
    const [middle, down] = elsewhere ? state.spot || [0, 0] : looked;
    sheetOfPaper.scrollTo((middle / 1000) * width - sheetOfPaper.clientWidth / 2, down);
    axis.setAttribute("transform", `translate(0 ${sheetOfPaper.scrollTop})`);
    byId("note").replaceChildren("A bar lasts as long as the news tells; one in dashes was on some day within it.", withoutDays(undated, onPick));
  }

  sheetOfPaper.addEventListener("scroll", () => {
    const { scrollLeft, scrollTop, clientWidth, scrollWidth } = sheetOfPaper;
    const axis = sheetOfPaper.querySelector(".axis");
    if (!axis) return;
    axis.setAttribute("transform", `translate(0 ${scrollTop})`);
    looked = [Math.round((1000 * (scrollLeft + clientWidth / 2)) / scrollWidth), Math.round(scrollTop)];
    sight.keep(wider > 1 || scrollTop ? [...looked, wider] : null);
  });
  return {
    show,
    fit(ids) {
      if (!ids && wider !== 1) {
        wider = 1;
        again();
      }
      const first = ids ? sheetOfPaper.querySelector('[aria-pressed="true"], .mark:not(.pale)') : null;
      if (first) first.scrollIntoView({ block: "center", inline: "center" });
      else sheetOfPaper.scrollTo(0, 0);
    },
    zoom(factor) {
      wider = widerBy(wider * factor);
      again();
      sight.keep(wider > 1 ? [...looked, wider] : null);
    },
    picture: () => ({ svg: sheetOfPaper.querySelector("svg"), table, pieces: piecesOf(sheetOfPaper.querySelector("svg")) }),
  };
}

/** A timeline in pieces of one lane each, between which a page may end; its axis first. */
function piecesOf(svg) {
  if (!svg) return [];
  const width = svg.getAttribute("width");
  const piece = (top, height, ...parts) => drawn("svg", { class: "timeline", viewBox: `0 ${top} ${width} ${height}` }, ...parts.map((part) => part.cloneNode(true)));
  const axis = svg.querySelector(".axis").cloneNode(true);
  axis.removeAttribute("transform");
  const lanes = [...svg.children].filter((part) => part.height).map((lane) => piece(lane.top, lane.height, ...svg.querySelectorAll(".grid"), lane));
  return [piece(0, axisHeight, axis), ...lanes];
}

/** How many times as wide as the window a timeline may be. */
function widerBy(factor) {
  return Math.round(100 * Math.min(20, Math.max(1, factor))) / 100;
}

/** Occasions in lanes, the fullest first: {dated: [{key, thing, words, occasions}], undated: [node]}. */
function lanesOf(state, { lines }) {
  const isShown = filterOfThings(state);
  const shown = data.nodes.filter((node) => node.kind === "Event" && isShown(node.id));
  const lanes = new Map();
  const found = new Set();
  const put = (key, thing, words, node) => {
    if (!lanes.has(key)) lanes.set(key, { key, thing, words, occasions: [] });
    const span = spanOf(node);
    if (span && !lanes.get(key).occasions.some((one) => one.node === node)) lanes.get(key).occasions.push({ node, ...span });
    found.add(node.id);
  };
  if (state.lanes === "type") {
    for (const node of shown) for (const { name, text } of node.values) if (name === "type") put(text, null, text, node);
  } else {
    const kind = state.lanes === "country" ? "Country" : "Project";
    for (const [node, other] of tiesSeen(lines, isOfKind("Event"), isOfKind(kind))) put(String(other.id), other.id, other.name, node);
  }
  for (const node of shown) if (!found.has(node.id)) put("", null, `no ${state.lanes} told`, node);
  const dated = [...lanes.values()].filter(({ occasions }) => occasions.length);
  for (const lane of dated) lane.occasions.sort((one, other) => one.first - other.first || compareNames(one.node, other.node));
  dated.sort((one, other) => (one.key === "") - (other.key === "") || other.occasions.length - one.occasions.length || one.words.localeCompare(other.words, "en"));
  return { dated, undated: shown.filter((node) => !spanOf(node)) };
}

/** The first and last moment of an occasion, and whether these are days that the news tells; null where none is. */
function spanOf({ days }) {
  const [start, end] = [days?.[0] || days?.[1], days?.[1] || days?.[0]];
  if (!start || !/^\d{4}(-\d\d){0,2}$/.test(start) || !/^\d{4}(-\d\d){0,2}$/.test(end)) return null;
  const [year, month, day] = end.split("-").map(Number);
  const last = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return { first: Date.parse(start), last, exact: start.length === 10 && end.length === 10 };
}

/** Where a moment stands, from left to right. */
function placesInTime(occasions, width) {
  const first = Math.min(...occasions.map((one) => one.first));
  const last = Math.max(...occasions.map((one) => one.last), first + 30 * dayLong);
  const place = (moment) => sideMargin + ((width - 2 * sideMargin) * (moment - first)) / (last - first);
  return Object.assign(place, { first, last });
}

/** Beginnings of years or months, as many as have room for their words. */
function ticksBetween(place, width) {
  const most = Math.max(2, Math.floor(width / 90));
  const months = (place.last - place.first) / dayLong / 30.4;
  const step = [1, 3, 6, 12, 24, 60, 120, 240, 600].find((one) => months / one <= most) || 1200;
  const from = new Date(place.first);
  const ticks = [];
  for (let month = Math.ceil((from.getUTCFullYear() * 12 + from.getUTCMonth()) / step) * step; ; month += step) {
    const moment = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (moment > place.last) return ticks;
    const words = new Date(moment).toLocaleDateString("en", step < 12 ? { month: "short", year: "numeric", timeZone: "UTC" } : { year: "numeric", timeZone: "UTC" });
    if (moment >= place.first) ticks.push({ x: place(moment), words });
  }
}

/** A lane: its title, and its occasions in rows in which no mark and no name covers another. */
function drawLane(lane, place, width, state, lit, onPick) {
  const rows = [];
  const marks = lane.occasions.map((one) => {
    const [left, right] = [place(one.first), Math.max(place(one.last), place(one.first) + 12)];
    const words = nameInLane(one.node.name, lane.words);
    const { row, side } = rowFor(rows, left, right, 6.6 * words.length + 10, width);
    return drawMark({ ...one, left, right, y: laneTitle + rowHeight * row, words, side, key: `${lane.key} ${one.node.id}` }, state, lit, onPick);
  });
  const title = [drawn("rect", { class: "stripe", width, height: laneTitle }), drawn("text", { class: "lane", x: sideMargin - 8, y: 18 }, `${lane.words} · ${lane.occasions.length}`)];
  const head = lane.thing === null ? drawn("g", {}, ...title) : drawnButton(`lane ${lane.key}`, `${lane.words}: ${counted(lane.occasions.length, "occasion", "occasions")}`, state.thing === lane.thing, () => onPick(lane.thing), ...title);
  return Object.assign(drawn("g", {}, head, ...marks), { height: laneTitle + rowHeight * rows.length + 8 });
}

/** The first row with room for a mark and its name to the right or left; of a crowd, with room for the mark alone. */
function rowFor(rows, left, right, letters, width) {
  for (let row = 0; row < mostNamedRows; row += 1) {
    for (const [side, from, to] of [["right", left, right + letters], ["left", left - letters, right]]) {
      if (from >= 0 && to <= width && isFreeInRow(rows, row, from, to)) return takeInRow(rows, row, from, to, side);
    }
  }
  for (let row = 0; ; row += 1) if (isFreeInRow(rows, row, left, right)) return takeInRow(rows, row, left, right, null);
}

function isFreeInRow(rows, row, left, right) {
  return (rows[row] || []).every((one) => right + 4 <= one.left || left >= one.right + 4);
}

function takeInRow(rows, row, left, right, side) {
  (rows[row] ||= []).push({ left, right });
  return { row, side };
}

function drawMark({ node, left, right, y, exact, words, side, key }, state, lit, onPick) {
  const pale = lit !== null && !lit.has(node.id);
  const told = [node.name, ...node.values.filter(({ name }) => ["date", "start", "end"].includes(name)).map(({ name, text }) => `${name} ${text}`)].join(", ");
  const bar = drawn("rect", { class: `bar${exact ? "" : " vague"}`, x: left, y: y + 5, width: right - left, height: 12, rx: 6 });
  const name = side && drawn("text", { x: side === "right" ? right + 5 : left - 5, y: y + 15, "text-anchor": side === "right" ? null : "end" }, words);
  const mark = drawnButton(key, told, state.thing === node.id, () => onPick(node.id), bar, name);
  mark.setAttribute("class", `mark${pale ? " pale" : ""}`);
  return mark;
}

/** What an occasion is called in a lane, whose own words and days need not be said again. */
function nameInLane(name, lane) {
  const parts = name.split(", ").filter((part) => part !== lane && !/^\d{4}(-\d\d){0,2}$/.test(part));
  const words = parts.join(", ") || name;
  return words.length <= 44 ? words : `${words.slice(0, 43).trimEnd()}…`;
}

/** Occasions of which no day is told, behind a fold. */
function withoutDays(undated, onPick) {
  if (!undated.length) return "";
  return fold(`${counted(undated.length, "occasion", "occasions")} without a day`, [thingList([...undated].sort(compareNames), onPick)]);
}

function tableOfOccasions({ dated, undated }) {
  const rows = new Map();
  for (const { words, key, occasions } of dated) {
    for (const { node } of occasions) rows.set(node.id, [...(rows.get(node.id) || []), ...(key ? [words] : [])]);
  }
  for (const { id } of undated) rows.set(id, rows.get(id) || []);
  const cells = [...rows].map(([id, lanes]) => {
    const { iri, name, days } = nodes.get(id);
    return [iri, name, days?.[0] || "", days?.[1] || "", lanes.join(" | ")];
  });
  return [["occasion", "occasionLabel", "startDate", "endDate", "lanes"], ...cells.sort((one, other) => one[2].localeCompare(other[2]) || one[1].localeCompare(other[1], "en"))];
}
