// A list of suggestions below a field, reached with the arrow keys (WAI-ARIA, "combobox with list autocomplete").

/**
 * @param field   an input or a textarea
 * @param ask     returns what may be meant now, as a promise of [{name, detail, ...}]
 * @param take    does with the chosen one what is to be done
 */
export function suggesting(field, { ask, take }) {
  const list = document.createElement("ul");
  list.className = "suggested";
  list.id = `${field.id}-suggested`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  const isCombobox = field.tagName === "INPUT"; // a textarea may have no other role than its own
  if (isCombobox) field.setAttribute("role", "combobox");

  let suggestions = [];
  let asked = 0;
  let chosen = -1;

  const tell = (open) => isCombobox && field.setAttribute("aria-expanded", String(open));

  const close = () => {
    asked += 1; // what is under way comes too late
    list.hidden = true;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    tell(false);
  };

  const choose = (place) => {
    const options = [...list.children];
    chosen = (place + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    if (!suggestions.length) return close();
    list.replaceChildren(
      ...suggestions.map((one, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const detail = document.createElement("span");
        detail.textContent = one.detail;
        option.append(`${one.name} `, detail);
        return option;
      }),
    );
    chosen = -1;
    list.hidden = false;
    tell(true);
  };

  const pick = (place) => {
    const one = suggestions[place];
    close();
    take(one);
  };

  tell(false);

  field.addEventListener("input", async () => {
    const number = ++asked;
    const found = await ask().catch(() => []);
    if (number !== asked) return;
    suggestions = found;
    show();
  });

  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      pick(chosen);
    }
  });

  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    event.preventDefault();
    pick([...list.children].indexOf(option));
  });

  field.addEventListener("blur", close);
}

/** What may be meant by the beginning of a name or question. */
export async function namesLike(words) {
  if (!words.trim()) return [];
  const reply = await fetch(`/suggest?${new URLSearchParams({ q: words.slice(0, 300) })}`);
  if (!reply.ok) return [];
  const { suggestions } = await reply.json();
  return suggestions.map((one) => ({ ...one, detail: one.found ? `${one.kind} · ${one.found}` : one.kind }));
}
