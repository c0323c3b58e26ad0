// Move a row of the outline by dragging it. It types the number and presses Move, as a person would.

const outline = document.querySelector("[data-outline]");
let dragged = null;

if (outline) {
  for (const row of outline.children) makeMovable(row);
  document.querySelector("[data-by-hand]").hidden = false;
}

function makeMovable(row) {
  const grip = document.createElement("span");
  grip.className = "qb-grip";
  grip.textContent = "⠿";
  grip.draggable = true;
  grip.ariaHidden = "true";
  row.querySelector(".qb-acts").prepend(grip);
  grip.addEventListener("dragstart", (event) => {
    dragged = row;
    row.classList.add("qb-is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.number);
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  grip.addEventListener("dragend", () => {
    row.classList.remove("qb-is-dragged");
    dragged = null;
  });
  row.addEventListener("dragover", (event) => {
    if (!isPlace(row)) return;
    event.preventDefault();
    mark(row, event);
  });
  row.addEventListener("dragleave", () => unmark(row));
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    const number = placeOf(row, event);
    unmark(row);
    if (dragged && isPlace(row)) put(dragged, number);
  });
}

/** A row cannot stand in its own place, nor below itself. */
function isPlace(row) {
  if (!dragged || row === dragged) return false;
  return !row.dataset.number.startsWith(`${dragged.dataset.number}.`);
}

/** On the lower half of a page or section a row goes into it, as the first. */
function goesInto(row, event) {
  const box = row.getBoundingClientRect();
  const holds = row.matches(".qb-is-page, .qb-is-group");
  return holds && event.clientY > box.top + box.height / 2;
}

function placeOf(row, event) {
  return goesInto(row, event) ? `${row.dataset.number}.1` : row.dataset.number;
}

function mark(row, event) {
  const into = goesInto(row, event);
  row.classList.toggle("qb-is-into", into);
  row.classList.toggle("qb-is-over", !into);
}

function unmark(row) {
  row.classList.remove("qb-is-into", "qb-is-over");
}

function put(row, number) {
  const form = row.querySelector("form");
  form.elements.to.value = number;
  form.requestSubmit(form.querySelector('[value="move"]'));
}
