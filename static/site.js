/* What the pages can do besides being read: colours, menus, copying a link, results while typing. All works without. */
(() => {
  "use strict";
  const root = document.documentElement;

  const themes = document.querySelector(".themes");
  if (themes) {
    const buttons = [...themes.querySelectorAll("button")];
    const show = (chosen) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.theme === chosen)));
    themes.hidden = false;
    show(root.dataset.theme || "auto");
    themes.addEventListener("click", (event) => {
      const chosen = event.target.dataset.theme;
      if (!chosen) return;
      if (chosen === "auto") delete root.dataset.theme;
      else root.dataset.theme = chosen;
      try {
        if (chosen === "auto") localStorage.removeItem("theme");
        else localStorage.setItem("theme", chosen);
      } catch { /* a browser that keeps nothing shows the colours of this page alone */ }
      show(chosen);
    });
  }

  const menus = [...document.querySelectorAll("details.menu")];
  const close = (but) => menus.forEach((menu) => { if (menu !== but) menu.open = false; });
  menus.forEach((menu) => menu.addEventListener("toggle", () => { if (menu.open) close(menu); }));
  document.addEventListener("click", (event) => { if (!event.target.closest("details.menu")) close(); });

  const offer = (name, act) => {
    const button = document.querySelector(`.share .${name}`);
    if (!button) return;
    button.parentElement.hidden = false;
    button.addEventListener("click", () => act(button));
  };
  if (navigator.share) {
    offer("native", (button) => navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => { /* the reader thought better of it */ }));
  }
  if (navigator.clipboard) {
    offer("copy", async (button) => {
      const status = document.querySelector(".share [role=status]");
      const said = button.textContent;
      try { await navigator.clipboard.writeText(button.dataset.url); } catch { return; }
      button.textContent = status.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = said; status.textContent = ""; }, 2000);
    });
  }

  const box = document.querySelector("input[data-live]");
  const live = box && box.form.querySelector(".live");
  if (live) {
    let waiting;
    let asked = "";
    const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}]/u;
    const hide = () => { live.hidden = true; live.replaceChildren(); };
    const ask = async () => {
      const words = box.value.trim();
      asked = words;
      if (words.length < 2 && !unspaced.test(words)) { hide(); return; }
      try {
        const answer = await fetch(`${box.dataset.live}?q=${encodeURIComponent(words)}`);
        if (!answer.ok || asked !== words) return;
        live.innerHTML = await answer.text();
        live.hidden = false;
      } catch { hide(); }
    };
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 200); });
    document.addEventListener("click", (event) => { if (!box.form.contains(event.target)) hide(); });
    box.form.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.form.contains(event.relatedTarget)) hide(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = menus.find((menu) => menu.open);
    if (!open) return;
    close();
    open.querySelector("summary").focus();
  });
})();
