"use strict";
// Ways to move a picture: drag, wheel, pinch and keys.

/** Let the reader move a camera; `look` gets where it is then. `view.moved` tells a click after a drag from others. */
function followMoves(container, view, look) {
  const down = new Map(); // pointers that are down, and where
  let start = null;

  const middle = () => {
    const all = [...down.values()];
    const [x, y] = ["x", "y"].map((axis) => all.reduce((sum, one) => sum + one[axis], 0) / all.length);
    return { x, y, reach: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
  };
  const moveBy = (across, below) => look({ ...view.camera, x: view.camera.x - across / view.camera.scale, y: view.camera.y - below / view.camera.scale });
  const zoomAt = (event, factor) => {
    const at = pointOf(event, container, view.camera);
    const scale = Math.min(4, Math.max(0.004, view.camera.scale * factor));
    const share = view.camera.scale / scale;
    look({ x: at.x + (view.camera.x - at.x) * share, y: at.y + (view.camera.y - at.y) * share, scale });
  };

  container.addEventListener("pointerdown", (event) => {
    if (!down.size) [view.moved, start] = [false, event];
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return;
    const before = middle();
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = middle();
    if (!view.moved && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < 4 && down.size < 2) return;
    view.moved = true;
    moveBy(now.x - before.x, now.y - before.y);
    if (before.reach) zoomAt({ clientX: now.x, clientY: now.y }, now.reach / before.reach);
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, (event) => down.delete(event.pointerId));
  container.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAt(event, Math.exp(-Math.min(120, Math.max(-120, event.deltaY)) / 300));
  }, { passive: false });
  container.addEventListener("keydown", (event) => {
    const step = 60;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const zooms = { "+": 1.35, "=": 1.35, "-": 1 / 1.35 };
    if (moves[event.key]) moveBy(...moves[event.key]);
    else if (zooms[event.key]) look({ ...view.camera, scale: view.camera.scale * zooms[event.key] });
    else return;
    event.preventDefault();
  });
}
