// The toolbar above the text: one stop for the Tab key, arrow keys inside it.

import { articleOf } from "./address.js";
import { around, rows } from "./buttons.js";
import { byNumber } from "./choices.js";
import { make } from "./dom.js";
import { hrefAt } from "./links.js";

/** Build the toolbar of an editor and keep it true to where the cursor is. */
export function toolbar(editor, open, { articles, label }) {
  const fixed = rows(open).map((row) => row.map((item) => ({ item, button: buttonFor(item, editor) })));
  const here = make("div", { class: "rich-here" });
  const bar = make("div", { class: "rich-bar", role: "toolbar", "aria-label": label },
    ...fixed.map((row) => make("div", { class: "rich-row" }, ...row.map(({ button }) => button))),
    here);

  const refresh = () => {
    for (const { item, button } of fixed.flat()) showState(button, item, editor);
    showHere(here, editor, open, articles);
    oneStop(bar);
  };
  bar.addEventListener("keydown", (event) => move(event, bar, editor));
  bar.addEventListener("focusin", ({ target }) => oneStop(bar, target));
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

function buttonFor(item, editor) {
  const title = item.keys ? `${item.name} (${item.keys})` : item.name;
  return make("button", {
    type: "button",
    class: item.look ? `is-${item.look}` : null,
    title,
    "aria-label": item.name,
    mousedown: (event) => event.preventDefault(), // the selection stays in the text
    click: (event) => {
      if (event.currentTarget.getAttribute("aria-disabled") === "true") return;
      editor.view.focus(); // at once: what is typed next belongs into the text
      item.act(editor);
    },
  }, item.icon ? drawn(item.icon) : item.face ?? item.name);
}

function drawn(path) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
}

function showState(button, { isOn, canAct }, editor) {
  if (isOn) button.setAttribute("aria-pressed", String(isOn(editor)));
  if (canAct) button.setAttribute("aria-disabled", String(!canAct(editor)));
}

/** The last row follows the cursor: it changes only when what is around the cursor does. */
function showHere(here, editor, open, articles) {
  const items = around(editor, open);
  const href = hrefAt(editor);
  const state = [href, ...items.map(({ name }) => name)].join("|");
  if (here.dataset.state === state) return;
  here.dataset.state = state;
  const words = make("span", { class: "rich-where" });
  if (href) tellTarget(words, href, articles);
  else if (!items.length) words.textContent = "Tools for a table, picture, link or card appear here.";
  here.replaceChildren(words, ...items.map((item) => buttonFor(item, editor)));
}

async function tellTarget(words, href, articles) {
  const number = articleOf(href);
  words.textContent = number ? "" : `Link to ${href}`;
  if (!number) return;
  const article = await byNumber(articles, number);
  words.textContent = article ? `Link to “${article.title}”` : "Link to an article that cannot be found";
}

function oneStop(bar, stop = bar.querySelector('[tabindex="0"]')) {
  const buttons = [...bar.querySelectorAll("button")];
  const one = buttons.includes(stop) ? stop : buttons[0];
  for (const button of buttons) button.tabIndex = button === one ? 0 : -1;
}

function move(event, bar, editor) {
  const buttons = [...bar.querySelectorAll("button")];
  const index = buttons.indexOf(document.activeElement);
  const last = buttons.length - 1;
  const next = {
    ArrowRight: index === last ? 0 : index + 1,
    ArrowLeft: index === 0 ? last : index - 1,
    Home: 0,
    End: last,
  }[event.key];
  if (event.key === "Escape") editor.view.focus();
  if (next === undefined) return;
  event.preventDefault();
  buttons[next].focus();
}
