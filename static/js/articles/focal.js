// Set the focal point of a picture by a click on it. Without this, the two numbers do the same.

const STEP = 100;

for (const preview of document.querySelectorAll("[data-focal]")) {
  follow(preview);
}

function follow(preview) {
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  const cross = preview.querySelector("[data-cross]");
  if (!across || !down) return;

  function draw() {
    cross.setAttribute("x", `${percent(across.value / STEP)}%`);
    cross.setAttribute("y", `${percent(down.value / STEP)}%`);
  }

  preview.addEventListener("click", (event) => {
    const box = preview.getBoundingClientRect();
    across.value = percent((event.clientX - box.left) / box.width);
    down.value = percent((event.clientY - box.top) / box.height);
    draw();
  });
  for (const number of [across, down]) number.addEventListener("input", draw);
  preview.classList.add("is-live");
  preview.closest("figure").querySelector("[data-how]").hidden = false;
}

function percent(share) {
  return Math.round(Math.min(1, Math.max(0, share)) * STEP);
}
