// What stands in place of the answer of a page that no longer holds, as the data say it (views/parts/status.py).
import { link, make } from "./search/make.js";

/** Since when it no longer holds, why, and the page to use instead. */
export function ending(said, [reason, before, title, address, flag, state, after]) {
  const line = make("p", { class: "wb-ending" }, `${said}.`, reason && ` ${reason}`);
  if (!title) return line;
  line.append(` ${before} `, link(address, title));
  if (!after) line.append(".");
  if (flag) line.append(" ", make("span", { class: `wb-status__label wb-status__label--${state} wb-flag` }, flag));
  if (after) line.append(` ${after}`);
  return line;
}
