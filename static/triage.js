// Triage by keys: one for each verb, the next story opens itself, nothing is decided twice. Without it forms do the same.
"use strict";

(() => {
  const root = document.getElementById("triage");
  if (!root) return;
  const one = (selector, inside = root) => inside.querySelector(selector);
  const all = (selector, inside = root) => [...inside.querySelectorAll(selector)];
  const words = (text) => (window.gettext ? window.gettext(text) : text);
  const pane = one("[data-pane]"), list = one("[data-list]"), said = one("[data-said]"), again = one("[data-again]");
  const HELD = 250; // milliseconds for which a second press of the same key is taken for the first
  let busy = false, retry = null, settled = 0, lastKey = "", asked = 0, held = 0;
  const kept = new Map();

  // Stories -------------------------------------------------------------------------------------------------------

  const article = () => one("[data-story]", pane);
  const current = () => (article() ? Number(article().dataset.story) : 0);
  const links = () => all("a[data-open]", list).filter((link) => link.checkVisibility());
  const rowOf = (pk) => (one(`a[data-open="${pk}"]`, list) || root).closest("[data-row]");
  const leads = () => all("[data-row]", list).map((row) => Number(row.dataset.lead));
  const address = (pk) => `${root.dataset.stories}${pk}/${root.dataset.query}`;

  // Around a story: the lead of the row after it, and of the one before.
  function around(pk) {
    const all = leads(), at = all.indexOf(Number((rowOf(pk) || { dataset: {} }).dataset.lead));
    return { next: at < 0 ? "" : all[at + 1] || "", before: at > 0 ? all[at - 1] : "" };
  }

  async function fetched(pk) {
    const answer = await fetch(address(pk), { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (answer.redirected || !text.includes("data-story")) throw new Error(answer.status === 404 ? text : "signed out");
    return text;
  }

  function story(pk) {
    if (!kept.has(pk)) kept.set(pk, fetched(pk).catch((problem) => { kept.delete(pk); throw problem; }));
    return kept.get(pk);
  }

  // What will be looked at next is fetched before it is asked for.
  function ahead() {
    const row = rowOf(current()), pk = current();
    const coming = [around(pk).next, ...(row ? all("a[data-open]", row).map((link) => Number(link.dataset.open)) : [])];
    coming.filter((other) => other && other !== pk).slice(0, 2).forEach((other) => story(other).catch(() => {}));
  }

  function mark(pk) {
    for (const link of all("a[data-open]", list)) {
      const here = Number(link.dataset.open) === pk;
      if (here) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      (link.closest(".triage-row-folded") || link.closest("[data-row]")).classList.toggle("is-at-hand", here);
    }
    const link = one(`a[data-open="${pk}"]`, list);
    const folded = link && link.closest("[data-folded]");
    if (folded) folded.open = true;
    if (link && link.checkVisibility()) link.closest("li").scrollIntoView({ block: "nearest" });
  }

  async function open(pk, { focus = true, sentence = "" } = {}) {
    const mine = (asked += 1);
    unsettle();
    pane.setAttribute("aria-busy", "true");
    try {
      const text = await story(pk);
      if (mine !== asked) return;
      const fresh = new DOMParser().parseFromString(text, "text/html");
      pane.replaceChildren(...[...fresh.body.childNodes].map((node) => document.adoptNode(node)));
      root.classList.add("is-open");
      pane.scrollTop = 0;
      if (!root.matches(".is-empty") && window.innerWidth < 1024) window.scrollTo(0, 0);
      mark(pk);
      history.replaceState(null, "", `${root.dataset.stories}${root.dataset.query}${root.dataset.query.length > 1 ? "&" : ""}story=${pk}`);
      if (focus) one("[data-headline]", pane).focus({ preventScroll: true });
      if (sentence) refuse(sentence);
      present();
      ahead();
    } catch (problem) { say(gone(problem)); }
    if (mine !== asked) return;
    pane.removeAttribute("aria-busy");
    if (!busy) settle();
  }

  function move(step) {
    const found = links(), at = found.findIndex((link) => Number(link.dataset.open) === current());
    const to = found[at < 0 ? 0 : Math.max(0, Math.min(found.length - 1, at + step))];
    if (to && Number(to.dataset.open) !== current()) open(Number(to.dataset.open));
  }

  // Saying --------------------------------------------------------------------------------------------------------

  const gone = (problem) => (problem.message === "signed out" ? words("You are signed out. Sign in again in another window, then try again.")
    : problem instanceof TypeError ? words("The network is gone. Nothing was lost; try again.") : problem.message);
  function say(sentence) { said.textContent = sentence; }
  function refuse(sentence) {
    const place = one("[data-refused]", pane);
    if (!place) return say(sentence);
    place.textContent = sentence;
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  }

  // Pressing ------------------------------------------------------------------------------------------------------

  function collected(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.set(button.name, button.value);
    const pk = Number(data.get("story")) || current(), { next, before } = around(pk);
    data.set("next", next);
    data.set("before", before);
    if (form.id === "chosen-form" && current()) data.set("story", current());
    return data;
  }

  // While one press is carried out, or another story is on its way, nothing is decided.
  const waits = () => busy || pane.hasAttribute("aria-busy");

  function press(form, button) {
    if (!waits()) return send(form.action, collected(form, button));
  }

  // What the desk answers to a press; once more with a fresh token, for signing in again made the old ones void.
  async function posted(url, data, afresh = true) {
    const answer = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.redirected && (answer.headers.get("Content-Type") || "").includes("json")) return answer;
    const said = afresh && answer.status === 403 && article() ? await fetch(article().dataset.presence) : null;
    if (!said || !said.ok) return null;
    const { token } = await said.json();
    for (const input of all("input[name=csrfmiddlewaretoken]", document)) input.value = token;
    data.set("csrfmiddlewaretoken", token);
    return posted(url, data, false);
  }

  async function send(url, data) {
    busy = true;
    again.hidden = true;
    unsettle();
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await posted(url, data), told = answer && await answer.json();
      if (!told) throw new Error("signed out");
      if (!("list" in told)) throw new Error(told.sentence);
      await done(told, answer.ok, data.get("verb"));
    } catch (problem) {
      say(gone(problem));
      refuse(gone(problem));
      retry = () => send(url, data);
      again.hidden = false;
    }
    root.removeAttribute("aria-busy");
    busy = false;
    settle();
  }

  // From now on every key counts again, the last one after a moment: a key that bounces decides no second story.
  function settle() {
    settled = Date.now();
    held = setTimeout(() => { root.dataset.settled = ""; }, HELD);
  }
  function unsettle() { clearTimeout(held); delete root.dataset.settled; }

  async function done(told, went, verb) {
    const was = current(), chosen = verb === "merge" ? [] : all("input[name=chosen]:checked", list).map((box) => box.value);
    list.innerHTML = told.list;
    for (const box of all("input[name=chosen]", list)) box.checked = chosen.includes(box.value);
    tell();
    for (const [name, count] of Object.entries(told.counts)) {
      const place = one(`[data-tally="${name}"]`);
      if (place) place.textContent = count;
    }
    one("#undo").hidden = !told.undo;
    one("#undo input[name=act]").value = told.act;
    root.classList.toggle("is-empty", !told.story);
    if (went) say(told.sentence);
    if (!went && verb === "revise") { mark(was); return refuse(told.sentence); } // what is typed stays in its form
    kept.delete(was);
    if (verb === "undo" || verb.startsWith("merge") || verb === "lead") kept.clear();
    if (!told.story) { pane.replaceChildren(); root.classList.remove("is-open"); if (!went) say(told.sentence); return; }
    kept.delete(told.story === was ? was : 0);
    const stays = !went && one(`a[data-open="${was}"]`, list);
    await open(stays ? was : told.story, { sentence: went ? "" : told.sentence });
  }

  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-press]")) return;
    event.preventDefault();
    press(event.target, event.submitter);
  });
  again.addEventListener("click", () => retry && !busy && retry());

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]"), back = event.target.closest("[data-back-to-list]");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link) { event.preventDefault(); open(Number(link.dataset.open)); }
    if (back) {
      event.preventDefault();
      root.classList.remove("is-open");
      const here = one('a[aria-current="true"]', list);
      if (here) here.focus();
    }
  });
  root.addEventListener("change", tell);
  function tell() { const box = one("[data-chosen]", list); if (box) box.hidden = !one("input[name=chosen]:checked", list); }

  // A panel that opens has its usual answer at hand: Enter gives it.
  root.addEventListener("toggle", (event) => enter(event.target.closest("[data-panel]"), event.target), true);
  function enter(panel, opened) {
    if (!panel || !panel.open || opened !== panel || panel.querySelector("form, div")?.contains(document.activeElement)) return;
    const first = one("[data-first]", panel) || one("input:not([type=hidden]), textarea, .captured", panel);
    if (first) { first.focus(); if (first.select) first.select(); }
  }

  // Keys ----------------------------------------------------------------------------------------------------------

  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], dialog");
  const openPanel = () => one("details.ask-for[open]", pane);
  const click = (name) => { const button = one(`[data-key="${name}"]`, pane); if (button) button.click(); return Boolean(button); };
  function toggle(name) {
    const panel = one(`[data-panel="${name}"]`, pane);
    if (!panel) return;
    panel.open = !panel.open;
    // At once: the browser tells of the opening later, and a letter typed until then would be lost.
    if (panel.open) enter(panel, panel); else one("[data-headline]", pane).focus();
  }
  const VERBS = ["p", "s", "x", "b", "c", "l", "a", "d", "g"];

  function group() {
    const chosen = one("input[name=chosen]:checked", list);
    if (chosen) return press(one("#chosen-form"), one("[data-chosen] button", list));
    return click("m") || say(words("Choose stories with Space first, then m groups them."));
  }

  function verb(key) {
    if (waits() || (key === lastKey && Date.now() - settled < HELD)) return;
    lastKey = key;
    if (!click(key)) say(words("This cannot be done with this story now."));
  }

  function choose() {
    const row = rowOf(current()), box = row && one(`input[value="${current()}"]`, row);
    if (box) { box.checked = !box.checked; tell(); }
  }

  const keys = {
    ...Object.fromEntries(VERBS.map((key) => [key, () => verb(key)])),
    j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
    u: () => !busy && one("#undo button").click(), z: () => !busy && one("#undo button").click(),
    m: () => !busy && group(), " ": choose, o: () => click("o"), v: () => click("v"), e: () => toggle("edit"), i: () => toggle("came-in"),
    f: () => { const menu = one(".triage-filters"); menu.open = true; const first = one(".filter summary", menu); if (first) first.focus(); },
    "/": () => one("#searchbar").focus(), q: () => one("[data-back-to-list]") && one("[data-back-to-list]").click(),
  };

  function inPanel(panel, event) {
    const digit = one(`[data-digit="${event.key}"]`, panel);
    if (digit) { event.preventDefault(); if (!busy && !event.repeat) digit.click(); return true; }
    if (event.key === "Escape") { panel.open = false; one("[data-headline]", pane).focus(); return true; }
    if (event.key === "Enter" && !panel.contains(event.target)) { event.preventDefault(); if (!busy && !event.repeat) one("[data-first]", panel).click(); return true; }
    if (event.key.length !== 1 || event.key === " ") return true; // Enter, Tab and the arrows are the browser's own
    const own = one("summary", panel).dataset.key === event.key, field = one("input[name=reason]", panel);
    if (own) { event.preventDefault(); if (event.repeat || Date.now() - settled < HELD) return true; panel.open = false; }
    else if (field) field.focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && event.target.closest && event.target.closest(".triage-edit")) return toggle("edit");
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || one("dialog[open]", document)) return;
    const panel = openPanel();
    if (panel && inPanel(panel, event)) return;
    const onControl = event.target.closest("a, button, summary, input");
    if (event.key === "Enter" && event.target.matches("[type=checkbox]")) { event.preventDefault(); return; } // it would group
    if (event.key === "Enter" && !onControl) { event.preventDefault(); click("o"); return; }
    if (event.key === " " && onControl) return;
    if (event.target.closest(".captured, .filters") && event.key.startsWith("Arrow")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || event.key === "j" || event.key === "k" || event.key.startsWith("Arrow")) act();
  });

  // Who looks at it ------------------------------------------------------------------------------------------------

  async function present() {
    const here = article(), token = one("input[name=csrfmiddlewaretoken]", document);
    if (!here || !token || document.hidden) return;
    try {
      const answer = await fetch(here.dataset.presence, { method: "POST", headers: { "X-CSRFToken": token.value } });
      const place = one("[data-present-others]", here), told = answer.ok ? (await answer.json()).others : "";
      if (place.textContent.trim() !== told) { place.textContent = told; place.hidden = !told; }
    } catch { /* without a line there is nothing to tell */ }
  }
  setInterval(present, 15000);

  tell();
  if (article()) { ahead(); if (window.innerWidth >= 1024) present(); }
  root.dataset.ready = root.dataset.settled = "";
})();
