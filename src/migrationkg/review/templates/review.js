"use strict";
{
  const HEADER = "decision,thing,relation,object,item,source,who,when,why";
  const byId = (id) => document.getElementById(id);
  const [who, reason, header, lines, copy, count, lacks] =
    ["who", "reason", "header", "lines", "copy", "count", "lacks"].map(byId);

  const cell = (text) => (/[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /** The decision that a pressed button stands for, as a line; empty where nobody or no reason is told. */
  function line(button) {
    const own = button.closest(".card").querySelector(".why input").value.trim();
    const why = own || reason.value.trim();
    const [decision, thing, relation, object] = JSON.parse(button.dataset.cells);
    if (!why || !who.value.trim()) return "";
    return [decision, thing, relation, object, "", "", who.value.trim(), today(), why].map(cell).join(",");
  }

  function show() {
    const pressed = [...document.querySelectorAll('.ask [aria-pressed="true"]')];
    for (const card of document.querySelectorAll(".card")) {
      const decided = Boolean(card.querySelector('[aria-pressed="true"]'));
      card.classList.toggle("decided", decided);
      const why = card.querySelector(".why");
      if (why) why.hidden = !decided;
    }
    const written = pressed.map(line).filter(Boolean);
    const missing = pressed.length - written.length;
    lines.value = written.length ? [...(header.checked ? [HEADER] : []), ...written].join("\n") + "\n" : "";
    count.textContent = pressed.length ? `${plural(written.length, "line")} to copy.` : "Nothing decided yet.";
    if (!missing) lacks.textContent = "";
    else if (!who.value.trim()) lacks.textContent = "Tell above who decides.";
    else lacks.textContent = `${plural(missing, "decision")} without a reason.`;
    copy.disabled = !written.length;
  }

  async function copyLines() {
    try {
      await navigator.clipboard.writeText(lines.value);
    } catch {
      lines.closest("details").open = true; // a selection needs it to be seen
      lines.select();
      if (!document.execCommand("copy")) {
        count.textContent = "The browser does not let the page copy: the lines are selected, press Ctrl+C.";
        return;
      }
    }
    count.textContent = "Copied: put them at the end of decisions.csv.";
  }

  for (const group of document.querySelectorAll(".ask")) {
    const buttons = [...group.querySelectorAll("button")];
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
        show();
      });
    }
  }
  document.addEventListener("input", show);
  copy.addEventListener("click", copyLines);
  document.querySelector(".bar").hidden = false;
  byId("without").hidden = true;
}
