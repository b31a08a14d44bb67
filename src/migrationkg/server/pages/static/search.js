// Search as you type: a choice leads to its page.
import { namesLike, suggesting } from "./suggestions.js";

for (const field of document.querySelectorAll("input[data-suggest]")) {
  suggesting(field, {
    ask: () => namesLike(field.value),
    take: (one) => location.assign(one.path),
  });
}
