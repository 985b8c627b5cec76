// The page of a bulk act that is under way: its numbers grow by themselves. Without this script a link looks again.
"use strict";

(() => {
  const page = document.querySelector("[data-bulk]");
  if (!page) return;
  const bar = page.querySelector("progress");
  const put = (name, value) => {
    page.querySelector(`[data-${name}]`).textContent = value;
  };
  const link = page.querySelector("[data-reload]");
  if (link) link.hidden = true;

  async function look() {
    let pause = 1000;
    try {
      const answer = await fetch(page.dataset.bulk, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      bar.max = now.total;
      bar.value = now.taken;
      for (const name of ["done", "refused", "left", "word"]) put(name, now[name]);
      if (now.over) {
        window.location.reload();
        return;
      }
    } catch {
      pause = 5000; // the desk cannot be reached just now: the work goes on, and we look again
      if (link) link.hidden = false;
    }
    window.setTimeout(look, pause);
  }
  window.setTimeout(look, 500);
})();
