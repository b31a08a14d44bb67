// Places in a query, as messages name them.

/** The line and column that a message names, counted from 1; null where it names none. */
export function namedPlace(message) {
  const found = /: line (\d+), column (\d+)/.exec(message);
  return found && { line: Number(found[1]), column: Number(found[2]) };
}

/** Where a place is in a text; columns count characters, of which some take two places in a text of script. */
export function offsetOf(text, { line, column }) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, before + Array.from(lines[line - 1] ?? "").slice(0, column - 1).join("").length);
}
