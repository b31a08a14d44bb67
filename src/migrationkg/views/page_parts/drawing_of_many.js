"use strict";
// The picture of very many things: a camera over a painter. While it moves, what is painted moves with it, where
// painting takes longer than a frame; captions are set by captions.js.

const idle = 140; // milliseconds without movement, after which the picture is painted anew

/** Draw what is seen; `onPick` gets the number of a node or null, `onTie` a line, `onLook` where the reader looks. */
function startDrawing(onPick, onTie, onLook) {
  const container = document.getElementById("canvas");
  const stage = element("div", { className: "stage-of-many" });
  container.append(stage);
  const painter = hasGraphicsCard() ? paintBySigma(stage) : paintOnCanvas(stage);
  const captions = element("canvas", { className: "captions" });
  stage.append(captions);
  const view = { ...startView(), camera: { x: 0, y: 0, scale: 1 } };
  let painted = null;
  let waiting = 0;
  let due = 0;

  view.isInSight = ({ x, y }) => {
    const { x: across, y: down } = painted.onScreen(x, y);
    return across > 0 && across < painted.width && down > 0 && down < painted.height;
  };
  view.placesNow = () => Object.fromEntries(view.seen.things);
  view.spotOn = ({ from, to }, share) => {
    const [one, other] = [view.seen.things.get(from), view.seen.things.get(to)];
    return { x: one.x + share * (other.x - one.x), y: one.y + share * (other.y - one.y) };
  };

  function paint() {
    clearTimeout(waiting);
    due = 0;
    const sight = sightFrom(view.camera, container, painter.margin);
    if (view.scale !== sight.scale) view.captions = null;
    view.scale = sight.scale;
    stage.style.transform = "none";
    Object.assign(stage.style, { left: `${-sight.left}px`, top: `${-sight.top}px`, width: `${sight.width}px`, height: `${sight.height}px` });
    painter.paint(view, sight);
    painted = sight;
    paintCaptions();
  }

  function paintCaptions() {
    fitCanvas(captions, painted);
    const ctx = captions.getContext("2d");
    const { ratio, scale } = painted;
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (painted.width / 2 - painted.x * scale), ratio * (painted.height / 2 - painted.y * scale));
    for (const id of new Set([view.selected, view.hovered])) if (view.seen.things.has(id)) ringAround(ctx, view, id);
    view.captions ||= placeCaptions(view, ctx);
    drawCaptions(ctx, view);
  }

  /** Look from elsewhere: at once, or by moving what is painted until the reader holds still. */
  function look(camera) {
    view.camera = { ...camera, scale: Math.min(4, Math.max(0.004, camera.scale)) };
    if (painter.isQuick || !painted) return (due ||= requestAnimationFrame(paint));
    const { x, y, scale } = view.camera;
    const [across, down] = [(painted.x - x) * scale, (painted.y - y) * scale];
    if (Math.abs(across) > painted.left || Math.abs(down) > painted.top) return (due ||= requestAnimationFrame(paint));
    stage.style.transform = `translate(${across}px, ${down}px) scale(${scale / painted.scale})`;
    clearTimeout(waiting);
    waiting = setTimeout(paint, idle);
  }

  function restyle() {
    painter.restyle(view);
    view.captions = null;
    due ||= requestAnimationFrame(paint);
  }

  function hover(id) {
    if (view.hovered === id) return;
    view.hovered = id;
    container.style.cursor = id === null ? "" : "pointer";
    view.captions = null;
    if (painted) paintCaptions();
  }

  const bring = (ids) => {
    fitToWindow(view, container);
    const shown = (ids || [...view.seen.things.keys()]).filter((id) => view.seen.things.has(id));
    const points = shown.flatMap((id) => cornersOf(id, view.seen.things.get(id)));
    if (points.length) look(sightOf(points, container, ids ? 1.1 : 1.3));
    restyle();
    return view.camera;
  };
  const fitting = startFitting(container, bring, () => view.camera, onLook);
  const lookOwn = (camera) => {
    fitting.leave();
    look(camera);
  };
  const pointAt = (event) => pointOf(event, container, view.camera);
  followMoves(container, view, lookOwn);
  container.addEventListener("pointermove", (event) => event.buttons === 0 && hover(thingAt(view, pointAt(event))));
  container.addEventListener("pointerleave", () => hover(null));
  container.addEventListener("click", (event) => {
    if (view.moved) return;
    const id = thingAt(view, pointAt(event));
    const line = id === null ? lineAt(view, pointAt(event)) : null;
    if (line) onTie(line);
    else onPick(id);
  });
  new ResizeObserver(restyle).observe(container);
  followTheme(view, () => {
    painter.restyle(view);
    view.captions = null;
    paint(); // at once, since print does not wait
  });

  return {
    /** Show things and lines in the place of those before. */
    show(seen) {
      view.seen = seen;
      view.hovered = null;
      fitToWindow(view, container);
      restyle();
    },
    /** Light up a node, a line or some nodes, with the neighbours of a node; everything where all are null. */
    mark(selected, tie, way) {
      light(view, selected, tie, way);
      restyle();
    },
    /** Bring nodes into sight with their captions, or all for none. */
    fit: fitting.fit,
    /** Look where the reader looked. */
    look([x, y, scale]) {
      fitting.stay();
      look({ x, y, scale });
    },
    zoom: (factor) => lookOwn({ ...view.camera, scale: view.camera.scale * factor }),
    /** Where a node is in the window, for those who point at it. */
    whereIs(id) {
      const box = container.getBoundingClientRect();
      const { x, y } = sightFrom(view.camera, container, 0).onScreen(view.seen.things.get(id).x, view.seen.things.get(id).y);
      return { x: box.left + x, y: box.top + y };
    },
    /** The picture on a canvas, and what is on it: places, captions and colours, for those who draw it elsewhere. */
    get picture() {
      return { ...view, places: view.placesNow(), canvas: copied(painter, captions, painted) };
    },
  };
}

/** The points that a sign must have in sight: its middle, or all of a community's circle. */
function cornersOf(id, { x, y, size }) {
  return id < 0 ? [{ x: x - size, y: y - size }, { x: x + size, y: y + size }] : [{ x, y }];
}

/** What is seen from a camera, with a margin of the window's size around it, in pixels. */
function sightFrom({ x, y, scale }, { clientWidth, clientHeight }, around) {
  const [left, top] = [Math.round(clientWidth * around), Math.round(clientHeight * around)];
  const [width, height] = [clientWidth + 2 * left, clientHeight + 2 * top];
  const onScreen = (px, py) => ({ x: (px - x) * scale + width / 2, y: (py - y) * scale + height / 2 });
  return { x, y, scale, left, top, width, height, ratio: window.devicePixelRatio || 1, onScreen };
}

/** The part of the picture that the window shows. */
function copied(painter, captions, { left, top, width, height, ratio }) {
  const canvas = element("canvas");
  [canvas.width, canvas.height] = [(width - 2 * left) * ratio, (height - 2 * top) * ratio];
  const ctx = canvas.getContext("2d");
  ctx.translate(-left * ratio, -top * ratio);
  painter.copyTo(ctx);
  ctx.drawImage(captions, 0, 0);
  return canvas;
}

function ringAround(ctx, view, id) {
  const { x, y, size } = view.seen.things.get(id);
  ctx.beginPath();
  ctx.arc(x, y, drawnSize(size, view) + 4 / view.scale, 0, 2 * Math.PI);
  ctx.strokeStyle = view.colours.accent;
  ctx.lineWidth = 3 / view.scale;
  ctx.stroke();
}

/** Where in the layout an event points. */
function pointOf(event, container, { x, y, scale }) {
  const box = container.getBoundingClientRect();
  return { x: x + (event.clientX - box.left - box.width / 2) / scale, y: y + (event.clientY - box.top - box.height / 2) / scale };
}

/** The thing at a point: the nearest of those whose signs reach there. */
function thingAt(view, { x, y }) {
  let [found, least] = [null, Infinity];
  for (const [id, thing] of view.seen.things) {
    const away = Math.hypot(thing.x - x, thing.y - y) - drawnSize(thing.size, view) * 1.1;
    if (away < 3 / view.scale && away < least) [found, least] = [id, away];
  }
  return found;
}

/** The line within four pixels of a point. */
function lineAt(view, { x, y }) {
  let [found, least] = [null, 4 / view.scale];
  for (const line of view.seen.lines) {
    const [from, to] = [view.seen.things.get(line.from), view.seen.things.get(line.to)];
    const [across, down] = [to.x - from.x, to.y - from.y];
    const share = Math.min(1, Math.max(0, ((x - from.x) * across + (y - from.y) * down) / (across * across + down * down || 1)));
    const away = Math.hypot(x - from.x - share * across, y - from.y - share * down);
    if (away < least) [found, least] = [line, away];
  }
  return found;
}
