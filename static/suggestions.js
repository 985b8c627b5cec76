// Answering suggestions in place: what is typed in the form stays as it is. Without this script the buttons save and answer.
"use strict";

(() => {
  const LISTS = ["tags", "also_about"], SINGLE = ["country", "coverage"];
  const form = () => document.getElementById("article_form");
  const panel = () => document.getElementById("suggestions");
  const lines = () => [...document.querySelectorAll(".suggestion")];
  const initial = (root, name) => [...root.querySelectorAll(`input[name="initial-${name}"]`)];
  const values = (inputs) => inputs.map((input) => input.value);

  function say(sentence) {
    const place = panel().querySelector("[data-said]");
    place.textContent = sentence;
  }

  // The answer changed labels of the story: let the form know them, and keep what was typed meanwhile.
  function takeOver(fresh) {
    const live = form(), other = fresh.getElementById("article_form");
    if (!live || !other) return;
    for (const name of [...LISTS, ...SINGLE]) {
      const field = live.elements[name], now = other.elements[name];
      if (!field || !now) continue;
      const before = values(initial(live, name)), after = values(initial(other, name));
      if (LISTS.includes(name)) mergeList(field, now, before, after);
      else if (before.join() !== after.join() && (field.value === (before[0] || ""))) field.replaceChildren(...[...now.options].map((option) => option.cloneNode(true)));
      initial(live, name).forEach((input) => input.remove());
      field.after(...initial(other, name).map((input) => input.cloneNode()));
    }
    live.elements.version.value = other.elements.version.value;
  }

  function mergeList(field, now, before, after) {
    const held = new Set([...field.options].filter((option) => option.selected).map((option) => option.value));
    for (const option of [...field.options]) {
      if (before.includes(option.value) && !after.includes(option.value)) option.remove();
    }
    for (const option of now.options) {
      if (!after.includes(option.value) || before.includes(option.value) || held.has(option.value)) continue;
      const known = [...field.options].find((one) => one.value === option.value);
      if (known) known.remove();
      field.append(new Option(option.text, option.value, true, true));
    }
  }

  // What can be decided, and what was done. A reason or note that is being typed stays, and so does what is said of the draft.
  function around(fresh) {
    for (const selector of [".bar", ".past .acts"]) {
      const old = document.querySelector(selector), now = fresh.querySelector(selector);
      if (!old || !now || old.querySelector("details[open]") || [...old.querySelectorAll("textarea")].some((field) => field.value)) continue;
      const said = old.querySelector("[data-saved]"), blank = now.querySelector("[data-saved]");
      if (said && blank) blank.replaceWith(said);
      old.replaceChildren(...now.childNodes);
    }
  }

  function show(fresh, id, act) {
    for (const selector of ["#suggestions", ".findings"]) {
      const old = document.querySelector(selector), now = fresh.querySelector(selector);
      if (old && now) old.replaceWith(document.adoptNode(now));
    }
    around(fresh);
    tellKeys();
    const line = document.getElementById(id);
    const next = lines().slice(lines().indexOf(line) + 1).find((one) => one.querySelector("[data-answer=t]"));
    const place = line && (line.querySelector(`[data-answer="${act}"]`) || (next && next.querySelector(`[data-answer="${act}"]`)) || line.querySelector("button, a"));
    if (place) place.focus({ preventScroll: true });
  }

  async function answer(button) {
    const live = form(), line = button.closest(".suggestion");
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", live.elements.csrfmiddlewaretoken.value);
    sent.set("version", live.elements.version.value);
    sent.set("_do", button.value);
    panel().setAttribute("aria-busy", "true");
    try {
      const said = await fetch(panel().dataset.answers, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      const { sentence } = await said.json();
      if (said.ok) {
        const page = await fetch(window.location.href, { headers: { Accept: "text/html" } });
        // Its empty style sheet bears the nonce of another answer, which the policy of this page would complain of.
        const text = (await page.text()).replace(/<style\b[^>]*><\/style>/gi, "");
        const fresh = new DOMParser().parseFromString(text, "text/html");
        takeOver(fresh);
        show(fresh, line.id, button.dataset.answer);
      }
      say(sentence);
    } catch { say(window.gettext ? window.gettext("The desk did not answer. Nothing was changed; try again.") : "The desk did not answer. Nothing was changed; try again."); }
    panel().removeAttribute("aria-busy");
  }

  function move(line, step) {
    const found = lines(), next = found[found.indexOf(line) + step];
    const place = next && next.querySelector("button, a");
    if (place) place.focus();
  }

  function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const line = event.target.closest(".suggestion");
    if (line && (event.key === "ArrowDown" || event.key === "ArrowUp")) move(line, event.key === "ArrowDown" ? 1 : -1);
    else if (line && (event.key === "t" || event.key === "n")) {
      const button = line.querySelector(`[data-answer="${event.key}"]`);
      if (button) answer(button);
    } else if (event.key === "g" && !event.target.closest("input, textarea, select, [contenteditable=true], dialog")) {
      const first = document.querySelector(".suggestion [data-answer=t], .suggestion [data-answer=n], .suggestion a");
      if (first) first.focus();
    } else return;
    event.preventDefault();
  }

  const tellKeys = () => { const keys = panel() && panel().querySelector("[data-keys]"); if (keys) keys.hidden = false; };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#suggestions [data-answer]");
    if (!button) return;
    event.preventDefault();
    if (panel().getAttribute("aria-busy") !== "true") answer(button);
  });
  document.addEventListener("keydown", keyed);
  document.addEventListener("DOMContentLoaded", tellKeys);
})();
