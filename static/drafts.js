// Text that is not saved yet: kept at the desk while it is typed, in this browser while the desk cannot be reached,
// and offered again when the page is opened later.
"use strict";

(() => {
  const OLD = 7 * 86400000, PAUSES = [3, 6, 12, 25, 60, 120], SILENT = 60000, TYPED = 2000;
  const line = () => window.deskLine;

  // What this browser keeps, by person and story. A full or forbidden shelf keeps nothing and says so.
  const shelf = {
    put(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing is kept there */ } },
    sweep() {
      try {
        for (const key of Object.keys(localStorage).filter((name) => name.startsWith("draft:"))) {
          if (!(shelf.get(key)?.at > Date.now() - OLD)) shelf.drop(key);
        }
      } catch { /* nothing is kept there */ }
    },
  };

  // After a press: where the next page says that it went well, what this browser kept is not needed any more.
  function settle() {
    let pressed = "";
    try { pressed = sessionStorage.getItem("pressed") || ""; sessionStorage.removeItem("pressed"); } catch { return; }
    if (pressed && one(".messagelist .success")) shelf.drop(pressed);
  }

  function guard(form) {
    const status = one("[data-saved]", form), key = `draft:${form.dataset.draft}`, url = form.dataset.autosave;
    const names = (form.dataset.fields || "").split(" ").filter((name) => name !== "version" && form.elements[name]);
    const bound = "bound" in form.dataset;
    let ready = false, dirty = false, leaving = false, waiting = 0, failed = 0, out = false, last = Date.now(), before = {};

    const value = (field) => (field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value);
    const read = () => Object.fromEntries(names.map((name) => [name, value(form.elements[name])]));
    const first = (name) => {
      // Of all that belongs to the form, also where it stands outside of it.
      const inputs = [...form.elements].filter((input) => input.name === `initial-${name}`).map((input) => input.value);
      return form.elements[name].multiple ? inputs : inputs[0];
    };
    const same = (one, other) => String(one).trim() === String(other).trim();
    const minute = (text) => String(text || "").replace(/\D/g, "").slice(0, 12);  // pickers and hidden fields write it differently
    const alike = (name, now, then) => same(now, then) || (form.elements[name].type === "datetime-local" && minute(now) === minute(then));
    // What differs from the story: on a page that came back with typed text in it, from its hidden first values.
    function changed() {
      const from = (name) => (bound ? first(name) : before[name]);
      return Object.fromEntries(Object.entries(read()).filter(([name, now]) => !alike(name, now, from(name))));
    }
    const entry = () => ({ version: Number(form.elements.version.value), data: changed(), at: Date.now() });

    function say(text, ...more) {
      const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      if (status) status.replaceChildren(text.replace("%(at)s", at), ...more);
    }
    function signIn() {
      return make("a", { class: "button button-quiet", href: form.dataset.signIn, target: "_blank", rel: "noopener" }, words("Sign in again"));
    }
    function later() {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 1000 * PAUSES[Math.min(failed, PAUSES.length - 1)]);
      failed += 1;
    }
    function unreachable(code, held) {
      if (code === 401) {
        out = true;
        say(`${held ? words("You are signed out. Your text is kept in this window.") : words("You are signed out. Leave this window open: your text is in it.")} `, signIn());
      } else say(held ? words("No connection; kept in this window and tried again.") : words("No connection; leave this window open. Tried again."));
      later();
    }

    async function keep() {
      clearTimeout(waiting);
      const now = entry();
      if (!Object.keys(now.data).length) return;
      const held = shelf.put(key, now);
      if (!url) { say(held ? words("Kept in this browser until you begin the story") : ""); return; }
      try {
        const answer = await line().send(url, JSON.stringify({ version: now.version, data: now.data }));
        if (answer.ok) { failed = 0; shelf.drop(key); say(answer.said.overtaken ? words("Somebody changed this story meanwhile; your draft is kept.") : words("Draft kept at %(at)s")); }
        else if (answer.status === 401 || answer.status >= 500) unreachable(answer.status, held);
        else say(answer.said.sentence || words("Not kept yet; it is still in this window."));
      } catch { unreachable(0, held); }
    }
    function touched(event) {
      const name = event.target.name || "";
      if (!ready || !names.includes(name)) return;
      dirty = true;
      if (out || failed) { shelf.put(key, entry()); return; }
      clearTimeout(waiting);
      waiting = setTimeout(keep, (form.elements.body?.value.length || 0) > 400000 ? 5 * TYPED : TYPED);
    }

    // A press is held back while nobody is signed in, without a connection, and for what is longer than may be sent.
    function pressed(event) {
      const button = event.submitter;
      clearTimeout(waiting);
      if (new Blob(Object.values(read()).map(String)).size > Number(form.dataset.most)) {
        event.preventDefault();
        return say(words("This is longer than can be stored, so nothing was sent. Take out pasted pictures, or make two stories of it."));
      }
      if (Object.keys(changed()).length) shelf.put(key, entry());
      try { sessionStorage.setItem("pressed", key); } catch { /* it is compared with the story instead */ }
      if (leaving || !url || (!out && !failed && Date.now() - last < SILENT)) { leaving = true; return undefined; }
      event.preventDefault();
      return line().ask().then((code) => {
        if (code !== 200) { unreachable(code, true); return; }
        leaving = true;
        form.requestSubmit(button && button.isConnected ? button : undefined);
      });
    }

    function heard({ detail }) {
      if (detail.status === 200) { last = Date.now(); if (out || failed) { out = false; failed = 0; keep(); } }
      else if (detail.status === 401 && !out) { const held = !Object.keys(changed()).length || shelf.put(key, entry()); unreachable(401, held); }
    }

    // What this browser still has from an earlier time: to the desk with it, which offers it with what differs.
    async function back() {
      const held = shelf.get(key), notice = one("[data-working-copy]");
      if (!held || bound) return;
      const differs = Object.entries(held.data).some(([name, now]) => form.elements[name] && !same(now, value(form.elements[name])));
      if (!differs || held.at < 1000 * Number(notice?.dataset.at || 0)) { shelf.drop(key); return; }
      if (!url) { fill(held.data); say(words("What you typed earlier is in the form again.")); return; }
      try {
        const answer = await line().send(url, JSON.stringify({ version: held.version, data: held.data }));
        if (answer.ok) { shelf.drop(key); if (!dirty) location.reload(); }
        else if (answer.status < 500 && answer.status !== 401) { fill(held.data); say(answer.said.sentence || ""); }
      } catch { /* it stays here until the desk can be reached */ }
    }
    function fill(data) {
      for (const [name, now] of Object.entries(data)) {
        const field = form.elements[name];
        if (!field || field.multiple) continue;
        field.value = now;
        field.dispatchEvent(new CustomEvent("desk:filled", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }

    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", pressed);
    document.addEventListener("desk:heard", heard);
    window.addEventListener("online", () => { if (failed) keep(); });
    window.addEventListener("focus", () => { if (out) line().ask(); });
    window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
    choices(form);
    discarding(url);
    setTimeout(() => { before = read(); ready = true; if (bound) keep(); back(); }, 400);
  }

  function discarding(url) {
    all("[data-discard]").forEach((button) => {
      button.hidden = !url;
      button.addEventListener("click", async () => {
        await line().send(url, undefined, "DELETE");
        if (button.closest("[data-working-copy]")) button.closest("[data-working-copy]").remove();
        else location.assign(location.pathname);
      });
    });
  }

  // Where two changed the same: the field below shows the one that is chosen, and mine comes back when I want it.
  function choices(form) {
    all("[data-choice]").forEach((choice) => {
      const field = form.elements[choice.dataset.choice], theirs = one("[data-theirs]", choice);
      if (!field || field.matches("select") || !theirs) return;
      let mine = field.value;
      choice.addEventListener("change", (event) => {
        if (event.target.value === "theirs") mine = field.value;
        field.value = event.target.value === "theirs" ? theirs.value : mine;
        field.dispatchEvent(new CustomEvent("desk:filled", { bubbles: true }));
      });
      field.addEventListener("input", () => { const keep = one("input[value=mine]", choice); if (keep) keep.checked = true; });
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    shelf.sweep();
    settle();
    all("form[data-guard]").forEach(guard);
  });
})();
