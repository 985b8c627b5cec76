// The desk's one script: keys and choosing from a vocabulary. Everything works without it, only slower.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, attributes = {}, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};
const words = (text) => (window.gettext ? window.gettext(text) : text);
// What a change will mean, said once a field is no longer as it was ------------------------------------------------
for (const field of all("[data-once-changed]")) {
  const said = make("p", { class: "help", role: "status" });
  const tell = () => { said.textContent = field.value.trim() === field.dataset.was ? "" : field.dataset.onceChanged; };
  field.after(said);
  field.addEventListener("input", tell);
  tell();
}
// Choosing from a vocabulary --------------------------------------------------------------------------------------
let choosers = 0;

function chooser(select) {
  const many = select.multiple;
  const id = `chooser-${(choosers += 1)}`;
  const box = make("div", { class: "chooser" });
  const chips = make("ul", { class: "chips" });
  const input = make("input", {
    type: "text", id: `${id}-input`, role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": `${id}-found`, placeholder: words("Type to search"),
  });
  const found = make("ul", { class: "found", id: `${id}-found`, role: "listbox", "aria-label": words("Found") });
  const said = make("span", { class: "visually-hidden", role: "status" });
  const label = one(`label[for="${select.id}"]`);
  if (label) label.htmlFor = input.id;
  if (select.getAttribute("aria-describedby")) input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  found.hidden = true;
  // A browser says nothing of a field that it cannot show: what must be chosen is asked for where it is chosen.
  const needed = select.required;
  select.required = false;
  select.hidden = true;
  select.after(box);
  box.append(chips, input, found, said);
  let at = -1, waiting = 0, asked = 0;
  const chosen = () => [...select.options].filter((option) => option.selected && option.value);
  const changed = () => { select.dispatchEvent(new Event("change", { bubbles: true })); draw(); };

  function draw() {
    input.disabled = select.matches(":disabled");
    input.required = needed && !chosen().length;
    chips.replaceChildren(...chosen().map((option, place) => {
      const chip = make("li", {}, option.text);
      if (input.disabled) return chip;
      if (many && place) {
        const earlier = make("button", { type: "button", "aria-label": `${words("Move earlier")}: ${option.text}` }, "←");
        earlier.addEventListener("click", () => { select.insertBefore(option, chosen()[place - 1]); changed(); input.focus(); });
        chip.append(earlier);
      }
      const away = make("button", { type: "button", "aria-label": `${words("Remove")}: ${option.text}` }, "×");
      away.addEventListener("click", () => { drop(option); input.focus(); });
      chip.append(away);
      return chip;
    }));
    chips.hidden = !chips.children.length;
  }
  function drop(option) {
    const empty = [...select.options].find((other) => !other.value);
    option.remove();
    if (!many && empty) empty.selected = true;
    changed();
  }
  function close() {
    found.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function take(item) {
    if (!item || !item.dataset.value) return;
    if (!many) chosen().forEach((option) => option.remove());
    const known = [...select.options].find((option) => option.value === item.dataset.value);
    const option = known || new Option(item.textContent, item.dataset.value, true, true);
    option.selected = true;
    select.append(option);
    input.value = "";
    said.textContent = `${words("Chosen")}: ${option.text}`;
    close();
    changed();
  }
  function point(step) {
    const items = all("li[data-value]", found);
    if (!items.length) return;
    at = (at + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", items[at].id);
    items[at].scrollIntoView({ block: "nearest" });
  }
  function list(results) {
    const held = new Set(chosen().map((option) => option.value));
    const fresh = results.filter((result) => !held.has(result.id));
    found.replaceChildren(...fresh.map((result, place) => {
      const item = make("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false", "data-value": result.id }, result.text);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    if (!fresh.length) found.append(make("li", { class: "quiet", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words("Nothing found")));
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
    at = -1;
    found.scrollIntoView({ block: "nearest" });
    if (fresh.length) point(1);
  }
  async function ask() {
    const mine = (asked += 1);
    const query = new URLSearchParams({
      term: input.value, app_label: select.dataset.app, model_name: select.dataset.model, field_name: select.dataset.field,
    });
    try {
      const answer = await fetch(`${select.dataset.chooser}?${query}`, { headers: { Accept: "application/json" } });
      if (mine === asked && answer.ok) list((await answer.json()).results);
    } catch { said.textContent = words("The search did not answer."); }
  }
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); if (found.hidden) ask(); else point(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); point(-1); }
    else if (event.key === "Enter") { event.preventDefault(); if (!found.hidden) take(all("li[data-value]", found)[at]); }
    else if (event.key === "Escape") close();
    else if (event.key === "Backspace" && !input.value && chosen().length) drop(chosen().at(-1));
  });
  new MutationObserver(draw).observe(select, { childList: true });
  draw();
}

// Small things ----------------------------------------------------------------------------------------------------

function count(field) {
  const limit = Number(field.dataset.count);
  const label = one(`label[for="${field.id}"]`);
  const shown = make("span", { class: "counted" });
  if (label) label.append(shown);
  const tell = () => { shown.textContent = `${[...field.value].length} / ${limit}`; shown.classList.toggle("over", [...field.value].length > limit); };
  field.addEventListener("input", tell);
  tell();
}

function widths(box) {
  const frame = one("iframe", box);
  all("[data-width]", box).forEach((button, _place, buttons) => button.addEventListener("click", () => {
    frame.classList.toggle("preview-phone", button.dataset.width === "phone");
    frame.classList.toggle("preview-desktop", button.dataset.width === "desktop");
    buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  }));
}

function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = words("Copied");
  });
}

function aim(link) {
  link.addEventListener("click", (event) => {
    const place = one(link.getAttribute("href"));
    if (!place) return;
    event.preventDefault();
    for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    place.classList.add("aimed");
    setTimeout(() => place.classList.remove("aimed"), 1600);
    place.scrollIntoView({ block: "center" });
    (one("[contenteditable=true], input:not([type=hidden]):not([hidden]), textarea:not([hidden]), select:not([hidden])", place) || place).focus();
  });
}

// Keys ------------------------------------------------------------------------------------------------------------

const help = () => { const dialog = one("#shortcuts"); if (dialog && !dialog.open) dialog.showModal(); };
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], dialog");

function press(name) {
  const button = one(`[data-key="${name}"]`);
  if (!button) return;
  button.click();
  const panel = button.matches("summary") && button.parentElement.open && one("textarea, input", button.parentElement);
  if (panel) panel.focus();
}

function queueKeys(table) {
  const rows = all("tbody tr", table);
  let at = -1;
  const go = (step) => {
    rows[at]?.classList.remove("at-hand");
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].classList.add("at-hand");
    one("a.story", rows[at])?.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const choose = () => one("input.action-select", rows[at] || document)?.click();
  const act = (name) => {
    if (at >= 0 && !all("input.action-select:checked", table).length) choose();
    const select = one("select[name=action]");
    if (!select || ![...select.options].some((option) => option.value === name)) return;
    select.value = name;
    one("button[name=index]").click();
  };
  return {
    j: () => go(1), k: () => go(-1), o: () => at >= 0 && one("a.story", rows[at]).click(), " ": () => at >= 0 && choose(),
    p: () => act("publish"), x: () => act("reject"), b: () => act("send_back"), c: () => act("claim"),
    "/": () => one("#searchbar")?.focus(),
  };
}

function storyKeys() {
  const keys = Object.fromEntries(["p", "a", "s", "x", "b", "u", "c", "l", "z", "v"].map((name) => [name, () => press(name)]));
  return { ...keys, e: () => one("#id_headline")?.focus(), q: () => one("[data-back]")?.click() };
}

document.addEventListener("DOMContentLoaded", () => {
  all("select[data-chooser]").forEach(chooser);
  all("[data-count]").forEach(count);
  all("[data-preview-box]").forEach(widths);
  all("[data-copy]").forEach(copying);
  all("a[data-place]").forEach(aim);
  if (one("#shortcuts")) all("[data-help]").forEach((button) => { button.hidden = false; button.addEventListener("click", help); });
  const heads = all("#result_list thead th").map((head) => head.textContent.trim());
  all(".queue #result_list tbody tr").forEach((row) => [...row.children].forEach((cell, place) => {
    const text = cell.textContent.trim();
    cell.classList.toggle("is-empty", text === "—" || text === "-");
    // Where rows are cards there is no head above a bare figure or sign: it says itself what it is.
    const bare = text ? /^\d/.test(text) : one("img", cell);
    if (heads[place] && bare && !one("input, time, .chip, .clock, .state, .finding, .button", cell)) cell.dataset.label = heads[place];
  }));
  const table = one(".queue #result_list"), story = one("body.review");
  const keys = { "?": help, ...(table && one("tbody tr", table) ? queueKeys(table) : {}), ...(story ? storyKeys() : {}) };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all("details[name][open]").forEach((open) => { open.open = false; one("summary", open).focus(); });
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && story) { event.preventDefault(); press("save"); }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
});
