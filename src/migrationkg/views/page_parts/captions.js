"use strict";
// Captions: each is set where it covers no node and no other caption, the weightiest first; one without room waits
// until the reader zooms in. Words of relations appear at the lines of the selected node, or of all when near.

const nearEnoughForLines = 1.25; // zoom; where there are few lines, they have room from farther
const fewLines = 60;
const mostTried = 500; // of very many things in sight, so many of the weightiest are given room

/** Choose which captions to show at this zoom, and where; lengths are in the picture's own measure. */
function placeCaptions(view, ctx) {
  const { scale, hubs } = view;
  const at = view.placesNow();
  const things = [...view.seen.things].filter(([, spot]) => !view.isInSight || view.isInSight(spot)).map(([id, { size, folded }]) => ({ ...nodes.get(id), size, folded }));
  const room = startRoom(140 / scale);
  for (const { id, size } of things.filter((node) => isLit(view, node.id))) {
    const half = drawnSize(size, view) + 5 / scale;
    room.take(around(at[id], half, half), id);
  }
  const frame = frameOf(things.map(({ id }) => at[id]), view);
  ctx.font = captionFont(1 / scale, false);
  // Of a selected node, the words at its lines come first; names find room around them.
  const placed = view.selected === null ? [] : placeRelations(view, ctx, room);
  const weight = ({ id, size }) => (isFull(view, id) ? 2000 : 0) + (view.lit && view.lit.has(id) ? 1000 : 0) + size;
  const weightiest = things.sort((one, other) => weight(other) - weight(one) || one.id - other.id);
  const isHub = (node, nth) => nth < hubs && node.size > (weightiest[hubs]?.size || 0);
  for (const [nth, node] of weightiest.slice(0, view.isInSight ? mostTried : Infinity).entries()) {
    const full = isFull(view, node.id);
    if (!isLit(view, node.id) && !full) continue;
    const boxesOf = (words) => {
      const width = Math.max(...words.map((line) => ctx.measureText(line).width)) + 6 / scale;
      const height = (words.length * lineHeight + 2) / scale;
      const boxes = sides(at[node.id], drawnSize(node.size, view) * (full ? 1.5 : 1.2) + 2 / scale, width, height);
      return full ? boxes : boxes.filter((box) => isWithin(box, frame));
    };
    const caption =
      captionOf(node, full, (words) => boxesOf(words).find((box) => room.isFree(box, node.id))) ||
      ((full || nth < hubs) && captionOf(node, full, (words) => leastCovering(boxesOf(words).filter(room.isFreeOfCaptions), room, view.seen.things), true)) ||
      (full && captionOf(node, full, (words) => boxesOf(words)[0]));
    if (!caption) continue;
    room.take(caption.box, null);
    placed.push({ ...caption, strong: node.id === view.selected || isHub(node, nth) });
  }
  return view.selected === null ? [...placed, ...placeRelations(view, ctx, room)] : placed;
}

/** Of some boxes the one that covers the fewest and smallest signs. */
function leastCovering(boxes, room, things) {
  const covered = boxes.map((box) => [...room.signsAt(box)].reduce((sum, id) => sum + things.get(id).size ** 2, 0));
  return boxes[covered.indexOf(Math.min(...covered))];
}

/** The words of a node's caption and their box: two lines, or one where two have no room; none where no box is found. */
function captionOf(node, full, boxFor, narrowFirst = false) {
  const ways = full || node.id < 0 ? [wrapped(node.name, 24, 6)] : captionsOf.get(node.id);
  for (const words of narrowFirst ? [...ways].reverse() : ways) {
    const told = node.folded ? [...words, `+ ${node.folded} folded`] : words;
    const box = boxFor(told);
    if (box) return { words: told, box };
  }
  return null;
}

/** Whether a node has its caption in full, whatever it covers. */
function isFull(view, id) {
  return id === view.selected || id === view.hovered;
}

/** The room that captions may take: what `fit` brings into sight. */
function frameOf(points, { scale, margins: { aside, above, below } }) {
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  return { left: left - aside / scale, right: right + aside / scale, top: top - above / scale, bottom: bottom + below / scale };
}

function isWithin(box, frame) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

/** The words of relations: at the lines of the selected node, or of all nodes when near. */
function placeRelations(view, ctx, room) {
  const { scale } = view;
  const placed = [];
  const all = view.selected === null && scale >= nearEnoughForLines * (view.seen.lines.length > fewLines ? 1 : 0.55);
  for (const tie of all || view.selected !== null || view.tie ? view.seen.lines : []) {
    const near = tie.from === view.selected || tie.to === view.selected || isPicked(view, tie);
    if (!(near || all) || (view.isInSight && !near && !view.isInSight(view.spotOn(tie, 0.5)))) continue;
    const words = wordsOfLine(tie);
    const width = ctx.measureText(words).width + 6 / scale;
    const box = spotsOfLine((share) => view.spotOn(tie, share), width).map((spot) => around(spot, width / 2, lineHeight / 2 / scale)).find((spot) => room.isFree(spot, null));
    if (!box) continue;
    room.take(box, null);
    placed.push({ words: [words], box, relation: true });
  }
  return placed;
}

/** How a line reads, and on how many ways it stands where these are several. */
function wordsOfLine({ words, ways, from, to }) {
  return ways.length > 1 && from >= 0 && to >= 0 ? `${words} · ${ways.length}` : words;
}

/** Along a line, the middle first: where lines of one node run together, others have room farther out; then beside it. */
function spotsOfLine(spotAt, width) {
  const along = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2].map(spotAt);
  return [...along, ...[0.6, -0.6].map((aside) => ({ x: along[0].x + aside * width, y: along[0].y }))];
}

/** Draw the captions chosen, each on a border of the paper's colour so that lines do not cross it. */
function drawCaptions(ctx, view) {
  const { scale } = view;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = view.colours.paper;
  for (const { words, box, strong, relation } of view.captions) {
    ctx.font = captionFont(1 / scale, strong, relation);
    ctx.fillStyle = relation ? view.colours.soft : view.colours.ink;
    words.forEach((line, index) => {
      const x = (box.left + box.right) / 2;
      const y = box.top + ((index + 0.5) * (box.bottom - box.top)) / words.length;
      ctx.strokeText(line, x, y);
      ctx.fillText(line, x, y);
    });
  }
}

function captionFont(size, strong, relation) {
  return `${relation ? "italic " : ""}${strong ? 700 : 500} ${captionSize * size}px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
}

/** Boxes below, above, right and left of a node, then askew. */
function sides({ x, y }, distance, width, height) {
  const aside = distance + width / 2;
  const below = distance + height / 2;
  const steps = [[0, below], [0, -below], [aside, 0], [-aside, 0]];
  for (const down of [0.7, -0.7]) steps.push([aside * 0.9, below * down], [-aside * 0.9, below * down]);
  for (const across of [0.5, -0.5]) steps.push([aside * across, below], [aside * across, -below]);
  return steps.map(([across, down]) => around({ x: x + across, y: y + down }, width / 2, height / 2));
}

/** By how many things each name is borne. */
const bearersOf = new Map();
for (const { name, names } of data.nodes) for (const one of new Set([name, ...names])) bearersOf.set(one, (bearersOf.get(one) || 0) + 1);

/** A long name gives way to an acronym that no other thing has, where there is one; the panel tells the name in full. */
function shortName(node) {
  if (node.name.length <= 24) return node.name;
  return node.names.find((name) => bearersOf.get(name) === 1 && /^\p{Lu}[\p{Lu}\p{N}&/.-]{1,11}$/u.test(name)) || node.name;
}

/** Each node's captions, the widest first. Of those cut, only such as no other node's name is cut to as well. */
const captionsOf = distinctCaptions();

function distinctCaptions() {
  const cut = new Map(data.nodes.map((node) => [node.id, waysToCut(shortName(node)).filter(([line]) => line.length <= 24)]));
  const borne = new Map(); // by which nodes; a node's own captions may be alike
  for (const [id, ways] of cut) {
    for (const words of ways) borne.set(words.join(" "), (borne.get(words.join(" ")) || new Set()).add(id));
  }
  const telling = (words) => !words.some((line) => line.includes("…")) || borne.get(words.join(" ")).size === 1;
  return new Map(
    data.nodes.map((node) => {
      const ways = cut.get(node.id).filter(telling);
      return [node.id, ways.length ? ways : [wrapped(node.name, 22, 6)]];
    }),
  );
}

function waysToCut(name) {
  return [shortened(name, 22, 2), shortened(name, 17, 2), shortened(name, 20, 1)];
}

/** A name in one or two lines. One too long keeps its beginning and its end, which tells it from others like it. */
function shortened(name, letters, most) {
  const lines = wrapped(name, letters, Infinity);
  if (lines.length <= most) return lines;
  const words = wordsOf(name, letters);
  const start = (most > 1 ? lines[0] : words[0]).replace(/[ ,.–-]+$/, "").replace(/(?: \p{Ll}{1,3})+$/u, "");
  const room = most > 1 ? letters - 2 : letters - start.length - 3;
  let end = words.pop();
  while (words.length && words[words.length - 1].length + 1 + end.length <= room) end = `${words.pop()} ${end}`;
  end = `… ${end.replace(/^(?:\p{Ll}{1,3} )+/u, "")}`;
  if (most > 1) return [start, end];
  return [words.length > 1 ? `${start} ${end}` : name]; // of two words none is left out
}

function around({ x, y }, halfWidth, halfHeight) {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

/** Which room is taken, in a grid of cells so that a thousand nodes are asked about quickly. */
function startRoom(cell) {
  const cells = new Map();
  function* cellsOf(box) {
    for (let column = Math.floor(box.left / cell); column <= Math.floor(box.right / cell); column += 1) {
      for (let row = Math.floor(box.top / cell); row <= Math.floor(box.bottom / cell); row += 1) yield `${column} ${row}`;
    }
  }
  function* met(box) {
    for (const key of cellsOf(box)) {
      for (const other of cells.get(key) || []) {
        const { left, right, top, bottom } = other.box;
        if (box.right > left && right > box.left && box.bottom > top && bottom > box.top) yield other;
      }
    }
  }
  const isFree = (box, counts) => {
    for (const other of met(box)) if (counts(other)) return false;
    return true;
  };
  return {
    take(box, owner) {
      for (const key of cellsOf(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ box, owner });
      }
    },
    /** Nothing is there, the owner's own sign left out of account. */
    isFree: (box, owner) => isFree(box, (other) => owner === null || other.owner !== owner),
    signsAt: (box) => new Set([...met(box)].map(({ owner }) => owner)),
    isFreeOfCaptions: (box) => isFree(box, (other) => other.owner === null),
  };
}

/** The words of a name; what is far longer than a line is cut. */
function wordsOf(name, letters) {
  return name.split(" ").map((each) => (each.length > letters + 8 ? `${each.slice(0, letters + 7)}…` : each));
}

/** A name in lines of about so many letters, cut with an ellipsis where it needs more lines. */
function wrapped(name, letters, most) {
  const lines = [];
  for (const word of wordsOf(name, letters)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1].slice(0, letters - 1).replace(/[ ,.–-]+$/, "")}…`];
}
