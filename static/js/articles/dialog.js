// Dialogs, and the search in them.

import { fitting } from "./choices.js";
import { make } from "./dom.js";

const PAUSE = 250;
let lastNumber = 0;

/** Ask in a dialog. `answer` returns whether what was typed can be taken; then the dialog closes. */
export function ask({ title, parts, confirm, answer }) {
  const id = newId();
  const form = make("form", { novalidate: true },
    make("h2", { id }, title),
    ...parts,
    make("div", { class: "rich-acts" },
      make("button", { type: "submit", class: "default" }, confirm),
      make("button", { type: "button", click: () => dialog.close() }, "Cancel")),
  );
  const dialog = make("dialog", { class: "rich-dialog", "aria-labelledby": id }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answer() !== false) dialog.close();
  });
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (document.activeElement === document.body) before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Return a labelled field: its box in `input`, the whole in `row`, and `refuse` to say why not. */
export function field(label, input, help = "") {
  input.id = newId();
  const error = make("p", { class: "rich-error", id: newId(), role: "alert" });
  const hint = make("p", { class: "help", id: newId() }, help);
  const row = make("div", { class: "rich-field" },
    make("label", { for: input.id }, label), input, ...(help ? [hint] : []), error);
  if (help) input.setAttribute("aria-describedby", hint.id);
  const refuse = (words) => {
    error.textContent = words;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `${help ? hint.id : ""} ${error.id}`.trim());
    input.focus();
    return false;
  };
  return { input, row, refuse };
}

/** Return a box that is ticked or not, with its label behind it. */
export function tick(label, isTicked, change = () => {}) {
  const input = make("input", { type: "checkbox", checked: isTicked, change });
  return { input, row: make("label", { class: "rich-tick" }, input, " ", label) };
}

/** Return a search whose results are radio buttons. `face` shows one result, `chosen` is told. */
export function search({ label, address, face, chosen, none, layout }) {
  const name = newId();
  const box = field(label, make("input", { type: "search", autocomplete: "off" }));
  const list = make("div", { class: `rich-results ${layout}`, role: "radiogroup", "aria-label": "Found" });
  const status = make("p", { class: "help", role: "status" });
  let latest = 0;

  const show = async () => {
    latest += 1;
    const mine = latest;
    const found = await fitting(address, box.input.value);
    if (mine !== latest) return;
    status.textContent = found?.length === 0 ? none : "";
    if (!found) status.textContent = "The site did not answer. Check the connection and search again.";
    list.hidden = !found?.length;
    list.replaceChildren(...(found ?? []).map(option));
  };
  const option = (result) => make("label", {},
    make("input", { type: "radio", name, value: result.id, change: () => chosen(result) }),
    make("span", {}, ...face(result)));

  let timer;
  box.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  box.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    show();
  });
  return { parts: [box.row, status, list], refuse: box.refuse, show };
}

export function newId() {
  lastNumber += 1;
  return `rich-${lastNumber}`;
}
