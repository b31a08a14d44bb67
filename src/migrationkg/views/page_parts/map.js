"use strict";
// The map: countries by how many projects or occasions they have, and places where occasions were held.

const closest = 24; // times that the whole world is enlarged at most

/** Ways to draw the map; `onPick` gets the number of a thing, `sight` keeps where the reader looks. */
function startMap(onPick, sight) {
  const eye = { k: 0, x: 0, y: 0 }; // a spot of the world's map stands at k times itself plus x, y; k is 0 before anything is fitted
  let fitted = null; // the things that were brought into sight; null for all
  let isOwn = false; // whether the reader has moved or zoomed since
  let told = null; // what is shown
  let svg = null;

  function show(state, seen, lit) {
    const before = told && String([...told.countries, ...told.places].map(({ node }) => node.id));
    told = toldByMap(state, seen);
    byId("note").replaceChildren(...noteOfMap(told, state, onPick));
    if (!globalThis.world) {
      const hint = "This page has no outlines of countries, since they were not made where it was written (make bundles). What the map would tell:";
      sheetOfPaper.replaceChildren(element("p", { className: "hint" }, hint), listOfMap(told, onPick));
      return;
    }
    svg = drawMap(told, state, lit, onPick);
    sheetOfPaper.replaceChildren(svg);
    moveByPointer(svg, eye, lookOwn);
    const elsewhere = sight.isElsewhere(state);
    if (elsewhere && state.spot) lookAt(state.spot);
    else if (elsewhere || !eye.k || before !== String([...told.countries, ...told.places].map(({ node }) => node.id))) fit();
    else if (isOwn) look();
    else fit(fitted);
  }

  function lookOwn() {
    const { clientWidth: width, clientHeight: height } = sheetOfPaper;
    isOwn = true;
    look();
    const middle = [(width / 2 - eye.x) / eye.k, (height / 2 - eye.y) / eye.k].map((one) => Math.round(one * 10) / 10);
    sight.keep([...middle, Math.round((100_000 * eye.k) / width) / 100]);
  }

  /** Look at a spot of the world, which is so many times as wide as the window. */
  function lookAt([x, y, times]) {
    const { clientWidth: width, clientHeight: height } = sheetOfPaper;
    isOwn = true;
    eye.k = Math.min(closest, times) * (width / 1000);
    eye.x = width / 2 - eye.k * x;
    eye.y = height / 2 - eye.k * y;
    look();
  }

  /** Set everything to where the eye sees it. */
  function look() {
    const { clientWidth: width, clientHeight: height } = sheetOfPaper;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.querySelector(".land").setAttribute("transform", `translate(${eye.x} ${eye.y}) scale(${eye.k})`);
    for (const part of svg.querySelectorAll("[data-at]")) part.setAttribute("transform", `translate(${part.dataset.at}) scale(${1 / eye.k})`);
    for (const dot of svg.querySelectorAll(".small")) dot.style.display = Number(dot.dataset.area) * eye.k ** 2 < 40 ? "" : "none";
    showNamesWithRoom(svg, eye, width, height);
  }

  function fit(ids) {
    if (!svg) return;
    [fitted, isOwn] = [ids, false];
    sight.keep(null);
    const all = [...told.countries, ...told.places].filter(({ at }) => at);
    const some = ids ? all.filter(({ node }) => ids.includes(node.id)) : all;
    const spots = (some.length ? some : all).map(({ at }) => at);
    const { clientWidth: width, clientHeight: height } = sheetOfPaper;
    const [left, right] = spots.length ? range(spots.map(([x]) => x)) : [0, 1000];
    const [top, bottom] = spots.length ? range(spots.map(([, y]) => y)) : [0, 487];
    const least = Math.min(width / 1000, height / 487);
    eye.k = Math.min(10 * least, Math.max(least, Math.min((width - Math.min(160, width / 3)) / (right - left + 1), (height - Math.min(120, height / 3)) / (bottom - top + 1))));
    eye.x = width / 2 - (eye.k * (left + right)) / 2;
    eye.y = height / 2 - (eye.k * (top + bottom)) / 2;
    look();
  }

  return {
    show,
    fit,
    zoom(factor) {
      if (svg) zoomAt(eye, factor, sheetOfPaper.clientWidth / 2, sheetOfPaper.clientHeight / 2, lookOwn);
    },
    picture: () => ({ svg: globalThis.world ? svg : null, table: tableOfMap(told) }),
  };
}

/** Countries with their projects and occasions, and places with their occasions, the fullest first. */
function toldByMap(state, { lines }) {
  const [countries, places] = [new Map(), new Map()];
  const entry = (found, node) => {
    if (!found.has(node.id)) found.set(node.id, { node, projects: new Set(), occasions: new Set() });
    return found.get(node.id);
  };
  for (const [country, other] of tiesSeen(lines, isOfKind("Country"), () => true)) {
    if (other.kind === "Project") entry(countries, country).projects.add(other.id);
    if (other.kind === "Event") entry(countries, country).occasions.add(other.id);
  }
  for (const [place, occasion] of tiesSeen(lines, isOfKind("Place"), isOfKind("Event"))) entry(places, place).occasions.add(occasion.id);
  const outlines = new Map((globalThis.world?.outlines || []).map((one) => [one.code, one]));
  const placed = (one) => {
    const outline = one.node.kind === "Country" && one.node.where ? outlines.get(one.node.where) : null;
    const at = outline ? outline.middle : Array.isArray(one.node.where) ? globalThis.world?.spot(one.node.where) : null;
    return { ...one, outline, at, count: one[one.node.kind === "Country" ? state.counts : "occasions"].size };
  };
  const fullest = (one, other) => other.count - one.count || compareNames(one.node, other.node);
  return { countries: [...countries.values()].map(placed).sort(fullest), places: [...places.values()].map(placed).sort(fullest) };
}

function drawMap({ countries, places }, state, lit, onPick) {
  const bounds = classBounds(mostOf(countries));
  const told = new Set(countries.map(({ outline }) => outline).filter(Boolean));
  const rest = globalThis.world.outlines.filter((one) => !told.has(one)).map(({ path }) => path).join("");
  const parts = [...countries].reverse().filter(({ outline }) => outline).map((one) => {
    const shade = `class-${one.count ? classOf(one.count, bounds) : 0}`;
    const dot = drawn("g", { class: "small", "data-at": one.at.join(" "), "data-area": one.outline.area }, drawn("circle", { class: shade, r: 5.5 }));
    return partOfMap(one, state, lit, onPick, drawn("path", { class: shade, d: one.outline.path }), dot);
  });
  const dots = places.filter(({ at }) => at).reverse().map((one) => {
    return partOfMap(one, state, lit, onPick, drawn("g", { class: "place", "data-at": one.at.join(" ") }, drawn("circle", { class: "dot", r: (sheetOfPaper.clientWidth < 500 ? 1.5 : 3) + 1.6 * Math.sqrt(one.count) })));
  });
  const names = [...countries, ...places].filter(({ at, node }) => at && !isPale(node.id, lit)).map(({ node, at }) => {
    return drawn("g", { class: "caption", "data-at": at.join(" "), "data-chosen": node.id === state.thing }, drawn("text", { "data-kind": node.kind }, shortName(node)));
  });
  const land = drawn("g", { class: "land" }, drawn("path", { class: "elsewhere", d: rest }), ...parts, ...dots, ...names);
  return drawn("svg", { class: "map", role: "group", "aria-label": `Map of ${counted(countries.length, "country", "countries")} and ${counted(places.length, "place", "places")}` }, land);
}

function partOfMap(one, { thing }, lit, onPick, ...shapes) {
  const made = drawnButton(`on map ${one.node.id}`, wordsOnMap(one), thing === one.node.id, () => onPick(one.node.id), ...shapes);
  made.setAttribute("class", isPale(one.node.id, lit) ? "part pale" : "part");
  return made;
}

function wordsOnMap({ node, projects, occasions }) {
  const parts = [[projects, "project", "projects"], [occasions, "occasion", "occasions"]].filter(([{ size }]) => size);
  return `${node.name}: ${parts.map(([{ size }, one, many]) => counted(size, one, many)).join(", ")}`;
}

function mostOf(countries) {
  return Math.max(1, ...countries.map(({ count }) => count));
}

/** Show the names that cover no other and no place, those chosen and of the fullest first. */
function showNamesWithRoom(svg, { k, x, y }, width, height) {
  const room = startRoom(120);
  const spot = (part) => {
    const [across, down] = part.dataset.at.split(" ").map(Number);
    return { x: across * k + x, y: down * k + y };
  };
  for (const place of svg.querySelectorAll(".place")) room.take(around(spot(place), 6, 6), null);
  const names = [...svg.querySelectorAll(".caption")].sort((one, other) => (other.dataset.chosen === "true") - (one.dataset.chosen === "true"));
  for (const name of names) {
    const text = name.firstChild;
    const half = 3.4 * text.textContent.length;
    const ways = text.dataset.kind === "Place" ? [[half + 10, 0], [-half - 10, 0]] : [[0, 0], [0, 15], [0, -15]];
    const found = ways.map(([across, down]) => [across, down, around({ x: spot(name).x + across, y: spot(name).y + down }, half, 8)])
      .find(([, , box]) => box.left > 0 && box.right < width && box.top > 0 && box.bottom < height && room.isFree(box, null));
    name.style.display = found ? "" : "none";
    if (!found) continue;
    room.take(found[2], null);
    text.setAttribute("x", found[0]);
    text.setAttribute("y", found[1] + 4);
  }
}

/** Move by dragging, zoom by the wheel or two fingers; a drag is no click. */
function moveByPointer(svg, eye, look) {
  const down = new Map();
  let moved = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (!down.size) moved = 0;
    down.set(event.pointerId, [event.clientX, event.clientY]);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    down.set(event.pointerId, now);
    if (other) {
      const { left, top } = svg.getBoundingClientRect();
      const away = ([x, y]) => Math.hypot(x - other[0], y - other[1]);
      zoomAt(eye, away(now) / (away(before) || 1), (now[0] + other[0]) / 2 - left, (now[1] + other[1]) / 2 - top, look);
    } else if (moved > 4) {
      svg.setPointerCapture(event.pointerId);
      eye.x += now[0] - before[0];
      eye.y += now[1] - before[1];
      look();
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (event) => down.delete(event.pointerId));
  svg.addEventListener("click", (event) => moved > 4 && event.stopPropagation(), true);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { left, top } = svg.getBoundingClientRect();
    zoomAt(eye, Math.exp(-event.deltaY / 400), event.clientX - left, event.clientY - top, look);
  }, { passive: false });
}

function zoomAt(eye, factor, x, y, look) {
  const k = Math.min((closest * sheetOfPaper.clientWidth) / 1000, Math.max(0.2, eye.k * factor));
  eye.x = x - ((x - eye.x) * k) / eye.k;
  eye.y = y - ((y - eye.y) * k) / eye.k;
  eye.k = k;
  look();
}

function noteOfMap(told, state, onPick) {
  const away = globalThis.world ? [...told.countries, ...told.places].filter(({ at }) => !at).map(({ node }) => node) : [];
  const dots = told.places.some(({ at }) => at) ? [element("span", { className: "class" }, element("span", { className: "swatch round" }), "place of occasions")] : [];
  const source = "Borders: Natural Earth 1:50m, as they are in fact, disputed ones too; no opinion on them.";
  return [
    ...(told.countries.length ? [classKey(classBounds(mostOf(told.countries)), state.counts, told.countries.some(({ count }) => !count))] : []),
    ...dots,
    ...(globalThis.world ? [element("span", {}, source)] : []),
    ...(away.length ? [fold(`${counted(away.length, "thing has", "things have")} no place on the map`, [thingList(away.sort(compareNames), onPick)])] : []),
  ];
}

/** What the map tells, in words. */
function listOfMap({ countries, places }, onPick) {
  return element("ul", {}, ...[...countries, ...places].map((one) => element("li", {}, thingButton(one.node, onPick), element("p", { className: "source" }, wordsOnMap(one)))));
}

function tableOfMap({ countries, places }) {
  const rows = [...countries, ...places].map(({ node, projects, occasions }) => {
    const [longitude, latitude] = Array.isArray(node.where) ? node.where : ["", ""];
    return [node.iri, node.name, node.kind, projects.size, occasions.size, longitude, latitude];
  });
  return [["thing", "thingLabel", "kind", "projects", "occasions", "longitude", "latitude"], ...rows];
}
