"use strict";
// What is seen in a state: things with their places and sizes, and lines with the ways that they stand on.

const roomAcross = 136; // of a thing with its caption, as the layout leaves it
const roomDown = 72;

/** Things seen, number → {x, y, size, folded}; the lines between them; how many things have none; and the measure. */
function seenIn(state) {
  const view = views.get(state.view);
  const isShown = filterOfThings(state);
  const lines = [...view.lines, ...addedLines(state, view)].flatMap((line, id) => {
    const ways = isShown(line.from) && isShown(line.to) ? line.ways.filter((way) => stands(way, state)) : [];
    return ways.length ? [{ ...line, id, ways }] : [];
  });
  const folded = foldedInto(state, lines);
  const kept = lines.filter(({ from, to }) => !folded.has(from) && !folded.has(to));
  const tied = new Set(kept.flatMap(({ from, to }) => [from, to]));
  const alone = view.things.map(([id]) => id).filter((id) => isShown(id) && !tied.has(id) && !folded.has(id));
  return { ...drawnAs(signsOf(state), state, placesIn(view, kept), kept, tied, alone, folded), alone };
}

/** Things and lines as they are drawn: what is folded in a community is one sign, and lines between two are one. */
function drawnAs(signOf, state, places, lines, tied, alone, folded) {
  const shown = new Set(tied);
  if (state.alone) for (const id of alone) shown.add(id);
  const ids = [...places.keys()].filter((id) => shown.has(id));
  const gathered = new Map();
  for (const id of ids) if (signOf(id) !== id) (gathered.get(signOf(id)) || gathered.set(signOf(id), []).get(signOf(id))).push(places.get(id));
  const signs = [...gathered.keys(), ...ids.filter((id) => signOf(id) === id)];
  const drawn = gathered.size ? mergedLines(signOf, lines) : lines;
  const values = measured(state.size, signs, drawn);
  const sizes = sizesOf(values, signs);
  const counts = new Map();
  for (const into of folded.values()) counts.set(into, (counts.get(into) || 0) + 1);
  const islands = islandsOf(gathered);
  const things = new Map(signs.map((id) => [id, islands.get(id) || { ...places.get(id), size: sizes.get(id), folded: counts.get(id) || 0 }]));
  return { things, lines: drawn, values };
}

/** Communities in the middle of their things, the larger the more these are; together they take a fifth of the room. */
function islandsOf(gathered) {
  const all = [...gathered.values()].flat();
  if (!all.length) return new Map();
  const [[left, right], [top, bottom]] = [range(all.map(({ x }) => x)), range(all.map(({ y }) => y))];
  const each = Math.sqrt((0.2 * (right - left + roomAcross) * (bottom - top + roomDown)) / (Math.PI * all.length));
  const islands = [...gathered].map(([id, spots]) => {
    const mean = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
    return [id, { x: mean("x"), y: mean("y"), size: Math.max(24, each * Math.sqrt(spots.length)), folded: 0 }];
  });
  pushApart(islands.map(([, island]) => island));
  return new Map(islands);
}

/** Move circles until none covers another, or little where there are very many. */
function pushApart(circles) {
  for (let round = 0, moved = true; round < 100 && moved; round += 1) {
    moved = false;
    for (const [nth, one] of circles.entries()) {
      for (const other of circles.slice(nth + 1)) {
        const [across, down] = [other.x - one.x || 1, other.y - one.y];
        const away = Math.hypot(across, down);
        const lack = 1.25 * (one.size + other.size) - away;
        if (lack <= 1) continue;
        const share = lack / 2 / away;
        [one.x, one.y, other.x, other.y] = [one.x - across * share, one.y - down * share, other.x + across * share, other.y + down * share];
        moved = true;
      }
    }
  }
}

/** Lines between signs; all that go from one sign to another, whichever way, are one. */
function mergedLines(signOf, lines) {
  const merged = new Map();
  const kept = [];
  for (const line of lines) {
    const [from, to] = [signOf(line.from), signOf(line.to)];
    if (from === to) continue;
    if (from >= 0 && to >= 0) {
      kept.push(line);
      continue;
    }
    const key = pairKey(from, to);
    if (!merged.has(key)) merged.set(key, { id: line.id, from, to, mutual: true, parts: [] });
    merged.get(key).parts.push(line);
  }
  return [...kept, ...[...merged.values()].map(({ parts, ...line }) => ({ ...line, words: counted(parts.length, "tie", "ties"), ways: parts.flatMap(({ ways }) => ways) }))];
}

/** Whether a thing is of a kind, of years, and to do with the country and the funder asked for. */
function filterOfThings(state) {
  const hidden = new Set(state.kinds);
  const concerned = [state.country, state.funder].filter((id) => id !== null).map(concernedWith);
  return (id) => !hidden.has(nodes.get(id).kind) && concerned.every((set) => set.has(id)) && isOfYears(id, state);
}

/** Whether an occasion was in the years asked for; one of unknown years is in the whole span only. */
function isOfYears(id, { years }) {
  if (years === null || nodes.get(id).kind !== "Event" || String(years) === String(allYears)) return true;
  const own = yearsOf(nodes.get(id));
  return own !== null && own[1] >= years[0] && own[0] <= years[1];
}

/** Whether a way stands: what is folded in it is of the years, and each step has a fact that is not left out. */
function stands([through, steps], state) {
  const counts = (fact) => !state.relations.includes(edges.get(fact).relation) && sureness(edges.get(fact)) >= state.sure;
  return through.every((id) => isOfYears(id, state)) && steps.every((facts) => !facts.length || facts.some(counts));
}

/** Lines that the view lacks: of things opened to all their neighbours, and of the way asked for. */
function addedLines(state, view) {
  const drawn = new Set(view.lines.map(({ from, to }) => pairKey(from, to)));
  const way = state.path ? shortestWay(...state.path) : [];
  const pairs = [...state.open.flatMap((id) => [...neighboursOf(id)].map((other) => [id, other])), ...way.slice(1).map((id, at) => [way[at], id])];
  const added = [];
  for (const [one, other] of pairs) {
    if (one === other || drawn.has(pairKey(one, other))) continue;
    drawn.add(pairKey(one, other));
    const facts = tiesOf.get(one).filter((tie) => tie.other === other).map(({ edge }) => edge);
    added.push({ from: facts[0].from, to: facts[0].to, words: facts[0].forward, ways: facts.map(({ id }) => [[], [[id]]]) });
  }
  return added;
}

function pairKey(one, other) {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** The things that are folded into another: those that have ties to it alone. Thing → into which. */
function foldedInto(state, lines) {
  if (!state.closed.length) return new Map();
  const near = neighboursByLines(lines);
  const folded = new Map();
  for (const id of state.closed) {
    for (const other of near.get(id) || []) if (near.get(other).size === 1 && !state.closed.includes(other)) folded.set(other, id);
  }
  return folded;
}

function neighboursByLines(lines) {
  const near = new Map();
  for (const { from, to } of lines) {
    for (const [one, other] of [[from, to], [to, from]]) near.set(one, (near.get(one) || new Set()).add(other));
  }
  return near;
}

/** Where things stand: as laid out, and those added around what they are tied to, wherever there is room. */
function placesIn(view, lines) {
  const places = new Map(view.things.map(([id, x, y]) => [id, { x, y }]));
  const isFree = (spot) => [...places.values()].every(({ x, y }) => Math.abs(x - spot.x) >= roomAcross || Math.abs(y - spot.y) >= roomDown);
  for (let round = 0; round < lines.length; round += 1) {
    const lacking = lines.filter(({ from, to }) => places.has(from) !== places.has(to));
    if (!lacking.length) break;
    for (const { from, to } of lacking) {
      const [known, added] = places.has(from) ? [from, to] : [to, from];
      if (!places.has(added)) places.set(added, spotsAround(places.get(known)).find(isFree));
    }
  }
  return places;
}

/** Spots around another, turn by turn farther out. */
function spotsAround({ x, y }) {
  return Array.from({ length: 4000 }, (_, at) => {
    const distance = roomAcross * (0.9 + at / 24);
    return { x: Math.round(x + distance * Math.cos(at * 2.4)), y: Math.round(y + 0.7 * distance * Math.sin(at * 2.4)) };
  });
}

/** The size of each thing, such that its area grows with a measure over what is seen. */
function sizesOf(values, ids) {
  const most = [...values.values()].reduce((one, other) => Math.max(one, other), 0) || 1;
  return new Map(ids.map((id) => [id, 7 + 25 * Math.sqrt((values.get(id) || 0) / most)]));
}

/** Thing → number, over the lines seen. */
function measured(measure, ids, lines) {
  const near = neighboursByLines(lines);
  if (measure === "rank") return pageRank(ids, near);
  if (measure === "same") return new Map(ids.map((id) => [id, 0.2]));
  if (measure === "ties") return new Map(ids.map((id) => [id, (near.get(id) || new Set()).size]));
  const told = new Map(ids.map((id) => [id, new Set()]));
  for (const { from, to, ways } of lines) {
    const sentences = ways.flatMap(([, steps]) => steps.flat()).flatMap((fact) => edges.get(fact).evidence);
    for (const id of [from, to]) for (const one of sentences) told.get(id)?.add(one);
  }
  return new Map([...told].map(([id, sentences]) => [id, sentences.size]));
}

/** PageRank over ties read both ways, with the usual damping of 0.85. */
function pageRank(ids, near) {
  let rank = new Map(ids.map((id) => [id, 1 / ids.length]));
  for (let round = 0; round < 50; round += 1) {
    const next = new Map(ids.map((id) => [id, 0.15 / ids.length]));
    for (const id of ids) for (const other of near.get(id) || []) next.set(other, next.get(other) + (0.85 * rank.get(id)) / near.get(id).size);
    rank = next;
  }
  return rank;
}
