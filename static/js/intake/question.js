// Offer the right answers as soon as the question of a condition is chosen; warn before loss.

const form = document.querySelector(".qb-form");
const known = JSON.parse(document.getElementById("known-questions")?.textContent ?? "{}");

for (const row of document.querySelectorAll("[data-condition]")) watchCondition(row);
for (const button of document.querySelectorAll("[data-needless]")) button.hidden = true;
if (form) watchLoss(form);

function watchCondition(row) {
  const part = (name) => row.querySelector(`[name$="-${name}"]`);
  const fit = () => {
    const isAlone = /(answered|holds)$/.test(part("verb").value);
    part("answer").closest("span").hidden = isAlone || !part("question").value;
    part("verb").closest("span").hidden = !part("question").value;
  };
  part("question").addEventListener("change", () => {
    const { verbs, answers } = known[part("question").value] ?? { verbs: [], answers: [] };
    if (verbs.length) fill(part("verb"), verbs);
    renewAnswer(part("answer"), answers);
    fit();
  });
  part("verb").addEventListener("change", fit);
  fit();
}

function fill(select, choices) {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, name]) => new Option(name, value)));
  if (choices.some(([value]) => value === chosen)) select.value = chosen;
}

/** Put a list, or a box where answers are typed, in the answer's place. */
function renewAnswer(old, answers) {
  const box = document.createElement(answers.length ? "select" : "input");
  box.name = old.name;
  box.id = old.id;
  if (answers.length) fill(box, [["", "Choose an answer"], ...answers]);
  else box.size = 12;
  old.replaceWith(box);
}

function watchLoss(form) {
  let isUnsaved = Boolean(document.querySelector(".qb-problems"));
  form.addEventListener("input", () => {
    isUnsaved = true;
  });
  form.addEventListener("submit", () => {
    isUnsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
}
