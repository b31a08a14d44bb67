"use strict";
// Lines and signs on a canvas, for very many: from afar signs are dots, and what is out of sight is left out.

const dotBelow = 5; // pixels of half a sign
const arrowsFrom = 0.3; // zoom
const margin = 0.3; // of the window, painted on each side, so that there is something to see while the picture moves

/** A painter on a canvas, put into a stage. */
function paintOnCanvas(stage) {
  const canvas = element("canvas");
  stage.append(canvas);
  return {
    margin,
    restyle() {},
    paint(view, sight) {
      fitCanvas(canvas, sight);
      const ctx = canvas.getContext("2d");
      ctx.clearRect(0, 0, canvas.width, canvas.height);
      ctx.scale(sight.ratio, sight.ratio);
      const spots = spotsOf(view, sight);
      paintLines(ctx, view, spots, sight);
      paintDots(ctx, view, spots);
      paintSigns(ctx, view, spots, sight);
    },
    copyTo: (ctx) => ctx.drawImage(canvas, 0, 0),
  };
}

function fitCanvas(canvas, { width, height, ratio }) {
  canvas.width = Math.round(width * ratio); // empties it, too
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/** Lines in bundles of one look, a hundred at a time: the more cross in one path, the longer it takes. */
function paintLines(ctx, view, spots, { width, height, scale }) {
  const bundles = new Map();
  for (const line of view.seen.lines) {
    const [from, to] = [spots.get(line.from), spots.get(line.to)];
    if (Math.max(from.x, to.x) < 0 || Math.min(from.x, to.x) > width || Math.max(from.y, to.y) < 0 || Math.min(from.y, to.y) > height) continue;
    const look = lineStyle(view, line);
    const key = `${look.color.color} ${look.color.opacity} ${Math.round(look.width)} ${look.dashes}`;
    if (!bundles.has(key)) bundles.set(key, { look, lines: [] });
    bundles.get(key).lines.push([from, to, line.mutual]);
  }
  for (const { look, lines } of [...bundles.values()].sort((one, other) => one.look.color.opacity - other.look.color.opacity)) {
    ctx.globalAlpha = look.color.opacity * (lines.length > 3000 && scale < 0.2 ? 0.35 : 1); // thick crowds stay seen through
    ctx.strokeStyle = ctx.fillStyle = look.color.color;
    ctx.lineWidth = drawnWidth(look.width, scale);
    ctx.setLineDash(look.dashes ? [5, 4] : []);
    for (let first = 0; first < lines.length; first += 100) strokeLines(ctx, lines.slice(first, first + 100));
    if (scale >= arrowsFrom) for (const [from, to, mutual] of lines) if (!mutual) arrow(ctx, from, to);
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function strokeLines(ctx, lines) {
  ctx.beginPath();
  for (const [from, to] of lines) {
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
}

/** A head where a line meets the sign at its end. */
function arrow(ctx, from, to) {
  const corners = arrowHead(from, to, to.half, 7.5);
  if (!corners) return;
  ctx.beginPath();
  for (const { x, y } of corners) ctx.lineTo(x, y);
  ctx.fill();
}

/** Where signs are in the window, and half their width. */
function spotsOf(view, { scale, onScreen }) {
  return new Map([...view.seen.things].map(([id, { x, y, size }]) => [id, { ...onScreen(x, y), half: drawnSize(size, view) * scale }]));
}

/** Small signs as dots, in bundles of one colour. */
function paintDots(ctx, view, spots) {
  const dots = new Map();
  for (const [id, spot] of spots) {
    if (spot.half > dotBelow) continue;
    const key = `${colourOf(id)} ${isLit(view, id) ? 1 : 0.13}`;
    (dots.get(key) || dots.set(key, []).get(key)).push(spot);
  }
  for (const [key, some] of dots) {
    [ctx.fillStyle, ctx.globalAlpha] = key.split(" ");
    ctx.beginPath();
    for (const { x, y, half } of some) {
      ctx.moveTo(x + half, y);
      ctx.arc(x, y, half, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
}

/** Large signs that are in sight, each by its outline, the largest last. */
function paintSigns(ctx, view, spots, { width, height }) {
  const isInSight = ({ x, y, half }) => half > dotBelow && x > -half && x < width + half && y > -half && y < height + half;
  const signs = [...spots].filter(([, spot]) => isInSight(spot)).sort(([, one], [, other]) => one.half - other.half);
  for (const [id, spot] of signs) paintSign(ctx, view, id, spot);
}

function paintSign(ctx, view, id, { x, y, half }) {
  const { kind } = nodes.get(id);
  ctx.save();
  ctx.globalAlpha = (isLit(view, id) ? 1 : 0.13) * (id < 0 ? 0.75 : 1); // ties of communities show through
  ctx.translate(x, y);
  ctx.scale(half, half);
  ctx.fillStyle = colourOf(id);
  ctx.strokeStyle = view.colours.outline;
  ctx.lineWidth = 1.2 / half;
  ctx.fill(outlines.get(kind));
  ctx.stroke(outlines.get(kind));
  ctx.restore();
}
