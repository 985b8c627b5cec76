// The focal point of a picture: shown on it, moved by a click, with the cut that readers will see. The two number fields
// hold it; without this script they are all there is.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-focal]");
  const fields = ["x", "y"].map((name) => document.getElementById(`id_focal_${name}`));
  if (!box || fields.some((field) => !field)) return;
  const mark = document.createElement("span");
  const cut = document.querySelector(".focal-cut");
  const said = document.createElement("span");
  mark.className = "focal-mark";
  said.className = "help";
  said.textContent = box.dataset.label;
  box.append(mark);
  cut.after(said);
  box.classList.add("focal-chosen");
  cut.hidden = false;

  const within = (number) => Math.min(100, Math.max(0, Math.round(number)));

  function show() {
    const [x, y] = fields.map((field) => `${within(Number(field.value) || 0)}%`);
    mark.style.left = x;
    mark.style.top = y;
    cut.querySelector("img").style.objectPosition = `${x} ${y}`;
  }

  box.addEventListener("click", (event) => {
    const around = box.getBoundingClientRect();
    fields[0].value = within(((event.clientX - around.left) / around.width) * 100);
    fields[1].value = within(((event.clientY - around.top) / around.height) * 100);
    for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
});
