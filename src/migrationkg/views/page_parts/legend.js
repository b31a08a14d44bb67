"use strict";
// The legend: what each sign means, and a switch for each kind.

/** Fill the legend; `onToggle` gets the set of hidden kinds whenever it changes. Returns a way to show a kind. */
function startLegend(hiddenKinds, onToggle) {
  const buttons = new Map();

  function set(kind, shown) {
    if (shown) hiddenKinds.delete(kind);
    else hiddenKinds.add(kind);
    buttons.get(kind).setAttribute("aria-pressed", String(shown));
  }

  for (const { kind, many } of data.kinds) {
    const number = nodesOfKind(kind).length;
    const button = element("button", { type: "button", "aria-pressed": "true" }, kindSign(kind), element("span", { className: "what" }, many), element("span", { className: "number" }, String(number)));
    button.addEventListener("click", () => {
      set(kind, hiddenKinds.has(kind));
      onToggle();
    });
    buttons.set(kind, button);
    document.getElementById("legend").append(element("li", {}, button));
  }

  return (kind) => {
    if (!hiddenKinds.has(kind)) return;
    set(kind, true);
    onToggle();
  };
}
