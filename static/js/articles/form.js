// Watch over what is being written: say what to mend, warn before it is lost, count typing as work.

const PING_EVERY = 5 * 60 * 1000;
const form = document.getElementById("article_form");
const errors = document.querySelector("[data-errors]");

if (form) watch(form);
window.addEventListener("load", () => errors?.focus()); // the admin's own script goes first

function watch(form) {
  let isUnsaved = Boolean(errors);
  let lastPing = Date.now();
  const typed = () => {
    isUnsaved = true;
    if (Date.now() - lastPing < PING_EVERY) return;
    lastPing = Date.now();
    stayHere();
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => {
    isUnsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
}

/** Who types is at the desk: asking for anything puts off the idle sign-out. */
function stayHere() {
  const { articles } = document.querySelector("textarea[data-rich-text]").dataset;
  fetch(articles).catch(() => {});
}
