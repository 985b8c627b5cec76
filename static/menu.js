// The desk's menu on a telephone: what does not fit on one line goes under “More”. Without it the line can be pushed.
"use strict";

(() => {
  const words = (text) => (window.gettext ? window.gettext(text) : text);
  const narrow = window.matchMedia("(max-width: 767px)");

  function folding(menu) {
    const [list, ...others] = menu.querySelectorAll(":scope > ul");
    const more = document.createElement("details"), summary = document.createElement("summary");
    const panel = document.createElement("div"), rest = document.createElement("ul");
    more.className = "desk-more";
    more.setAttribute("name", "desk-more");
    panel.className = "desk-more-panel";
    summary.textContent = menu.dataset.more || words("More");
    panel.append(rest);
    more.append(summary, panel);

    function unfold() {
      list.append(...rest.children);
      others.forEach((other) => menu.append(other));
      more.remove();
      menu.classList.remove("is-folded");
    }

    // From the end, but where one is stays in sight.
    function fold() {
      unfold();
      if (!narrow.matches) return;
      menu.classList.add("is-folded");
      menu.append(more);
      panel.append(...others);
      const entries = [...list.children].filter((entry) => !entry.querySelector("[aria-current]"));
      while (entries.length && list.scrollWidth > list.clientWidth) rest.prepend(entries.pop());
      if (!rest.children.length && !others.length) unfold();
    }
    fold();
    window.addEventListener("resize", fold);
    document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".desk-menu").forEach(folding));
})();
