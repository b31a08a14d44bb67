// Search as you type: names and questions below the field, reached with the arrow keys (WAI-ARIA combobox).
"use strict";

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggested";
  list.id = `${field.id}-suggested`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) field.setAttribute(name, value);

  let asked = 0;
  let shown = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = [...list.children];
    chosen = (place + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((one, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.path = one.path;
        const kind = document.createElement("span");
        kind.textContent = one.found ? `${one.kind} · ${one.found}` : one.kind;
        option.append(`${one.name} `, kind);
        return option;
      }),
    );
    if (!suggestions.length) return close();
    chosen = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  field.addEventListener("input", async () => {
    const words = field.value.trim();
    const number = ++asked;
    if (!words) return close();
    const reply = await fetch(`/suggest?${new URLSearchParams({ q: words })}`).catch(() => null);
    if (!reply || !reply.ok || number < shown || number !== asked) return;
    shown = number;
    show((await reply.json()).suggestions);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    }
    if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.path);
    }
  });

  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("li");
    if (option) {
      event.preventDefault();
      location.assign(option.dataset.path);
    }
  });

  field.addEventListener("blur", close);
}
