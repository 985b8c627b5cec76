// Text that is not saved yet: kept at the desk while it is typed, offered again when the page is opened later.
"use strict";

(() => {
  function guard(form) {
    const status = one("[data-saved]", form);
    const kept = ["headline", "slug", "standfirst", "body", "language", "source_url", "source_headline", "source_author"];
    const read = () => Object.fromEntries(kept.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
    let ready = false, dirty = false, leaving = false, waiting = 0, before = read();

    async function autosave() {
      const now = read();
      const data = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));
      if (!Object.keys(data).length) return;
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
          body: JSON.stringify({ version: Number(form.elements.version.value), data }),
        });
        const said = await answer.json();
        if (!answer.ok) status.textContent = said.sentence || words("Not kept yet; it is still in this window.");
        else status.textContent = said.overtaken ? words("Somebody changed this story meanwhile; your text is kept.") : words("Draft kept");
      } catch { status.textContent = words("No connection; your text is still in this window."); }
    }
    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    function touched(event) {
      if (!ready || !event.target.name || event.target.name.startsWith("reason-") || event.target.name === "at") return;
      dirty = true;
      if (!form.dataset.autosave) return;
      clearTimeout(waiting);
      waiting = setTimeout(autosave, 2000);
    }
    form.addEventListener("submit", () => { leaving = true; clearTimeout(waiting); });
    window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
    setTimeout(() => { ready = true; before = read(); }, 400);
    restore(form);
  }

  function restore(form) {
    const notice = one("[data-working-copy]");
    if (!notice || !form.dataset.autosave) return;
    const away = () => fetch(form.dataset.autosave, { method: "DELETE", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
    notice.hidden = false;
    one("[data-restore]", notice).addEventListener("click", async () => {
      const { data } = await (await fetch(form.dataset.autosave)).json();
      for (const [name, value] of Object.entries(data)) {
        const field = form.elements[name];
        if (!field) continue;
        field.value = value;
        if (name === "body" && window.deskEditor) window.deskEditor.commands.setContent(value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      notice.hidden = true;
      form.elements.headline.focus();
    });
    one("[data-discard]", notice).addEventListener("click", async () => { await away(); notice.hidden = true; });
  }

  document.addEventListener("DOMContentLoaded", () => all("form[data-guard]").forEach(guard));
})();
