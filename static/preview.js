"use strict";
// The review screen's live preview, the words that changed, the names in notes. Without it all of it works but by hand.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const PAUSE = 500;

  function press(buttons, chosen) {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
  }

  // One press of a key must not leave the desk: links of the page inside the frame do nothing.
  function tame(frame) {
    frame.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !(link.getAttribute("href") || "").startsWith("#")) event.preventDefault();
    });
  }

  // The new page is laid over the old one when it is there, at the same place of it.
  function swap(frames, page) {
    const old = one("iframe.live-now", frames);
    const frame = document.createElement("iframe");
    frame.className = "preview-frame";
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.title = frames.dataset.title;
    frame.srcdoc = page;
    if (old) frame.classList.add("live-coming");
    frame.addEventListener("load", () => {
      // The newest page wins, in whichever order they are ready: what stands before this frame is older.
      const place = all("iframe", frames).indexOf(frame), now = one("iframe.live-now", frames);
      tame(frame);
      if (now) frame.contentWindow.scrollTo(0, now.contentWindow.scrollY);
      all("iframe", frames).slice(0, place).forEach((older) => older.remove());
      frame.className = "preview-frame live-now";
    }, { once: true });
    frames.append(frame);
  }

  function sent(form) {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  function openWhole(box, form) {
    const post = document.createElement("form");
    Object.assign(post, { method: "post", action: `${box.dataset.live}?page=1`, target: "_blank", hidden: true });
    for (const [name, value] of sent(form)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      post.append(field);
    }
    document.body.append(post);
    post.submit();
    post.remove();
  }

  function live(box, form) {
    const frames = one("[data-frames]", box), panes = one("[data-panes]", box), said = one("[data-live-said]", box);
    const shapes = all("[data-shape]", box), changes = one("[data-changes]");
    let waiting = 0, asked = 0, last = "";

    function shape(name) {
      press(shapes, shapes.find((button) => button.dataset.shape === name));
      const framed = name === "phone" || name === "desktop";
      frames.hidden = !framed;
      panes.hidden = framed;
      frames.classList.toggle("live-desktop", name === "desktop");
      all("[data-pane]", panes).forEach((pane) => { pane.hidden = pane.dataset.pane !== name; });
    }
    const shown = () => shapes.find((button) => button.getAttribute("aria-pressed") === "true").dataset.shape;

    async function ask(first) {
      const mine = (asked += 1), data = sent(form);
      const now = new URLSearchParams(data).toString();
      if (now === last) return;
      try {
        const answer = await fetch(box.dataset.live, { method: "POST", body: data, headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const made = await answer.json();
        if (mine !== asked) return;
        last = now;
        swap(frames, made.page);
        panes.innerHTML = made.panes;
        if (changes) changes.innerHTML = made.changes;
        shape(shown());
        if (!first) said.textContent = said.dataset.typing;
      } catch { if (mine === asked) said.textContent = said.dataset.failed; }
    }
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); };

    shapes.forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => shape(button.dataset.shape));
    });
    const whole = one("[data-whole]", box), look = one("[data-look]", box);
    whole.hidden = false;
    whole.addEventListener("click", () => openWhole(box, form));
    look.addEventListener("click", () => { one("#preview-title").focus(); box.scrollIntoView({ block: "start" }); });
    // The editor writes into its hidden field; fields above the form belong to it too.
    document.addEventListener("input", (event) => { if (event.target.form === form || event.target.closest(".ProseMirror")) soon(); });
    document.addEventListener("change", (event) => { if (event.target.form === form) soon(); });
    ask(true);
    options(panes);
  }

  // An alternative under the pointer or the focus is tried as search result and share card.
  function options(panes) {
    const shown = () => all("[data-headline-shown]", panes);
    all("[data-option]").forEach((option) => {
      const put = () => shown().forEach((place) => { place.dataset.own ??= place.textContent; place.textContent = option.textContent; });
      const back = () => shown().forEach((place) => { if (place.dataset.own) place.textContent = place.dataset.own; });
      option.addEventListener("pointerenter", put);
      option.addEventListener("focus", put);
      option.addEventListener("pointerleave", back);
      option.addEventListener("blur", back);
    });
  }

  function cameAs(group) {
    const [came, changed] = all("button", group), changes = one("[data-changes]"), text = one("[data-as-it-came]");
    const show = (differences) => {
      changes.hidden = !differences;
      text.hidden = differences;
      press([came, changed], differences ? changed : came);
    };
    group.hidden = false;
    one(".no-script").hidden = true;
    came.addEventListener("click", () => show(false));
    changed.addEventListener("click", () => show(changes.hidden));
  }

  // Names in notes: @ opens a list of colleagues.
  function mentions(field) {
    const known = all(`#${field.dataset.mentions} option`).map((option) => ({ name: option.value, who: option.textContent }));
    const list = document.createElement("ul");
    Object.assign(list, { className: "found mention-list", id: "mention-list", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0].textContent);
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-autocomplete", "list");
    field.after(list);
    let at = 0;
    const begun = () => /(?:^|\s)@([\w.+-]*)$/u.exec(field.value.slice(0, field.selectionStart));
    // Whose name, or a part of it, begins so comes before whose name only holds it.
    const rank = (each, typed) => [each.name, ...each.who.split(/\s+/)].some((part) => part.toLowerCase().startsWith(typed)) ? 0 : 1;
    const fitting = (typed) => known.filter((each) => `${each.name} ${each.who}`.toLowerCase().includes(typed)).sort((one, other) => rank(one, typed) - rank(other, typed));
    const close = () => { list.hidden = true; field.removeAttribute("aria-activedescendant"); };
    const point = (place) => {
      at = (place + list.children.length) % list.children.length;
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
      field.setAttribute("aria-activedescendant", list.children[at].id);
    };
    function take(name) {
      const end = field.selectionStart, start = end - begun()[1].length;
      field.setRangeText(`${name} `, start, end, "end");
      close();
    }
    field.addEventListener("input", () => {
      const match = begun();
      const found = match ? fitting(match[1].toLowerCase()).slice(0, 6) : [];
      list.replaceChildren(...found.map((each, place) => {
        const item = document.createElement("li");
        Object.assign(item, { id: `mention-${place}`, textContent: `${each.who} @${each.name}` });
        item.setAttribute("role", "option");
        item.dataset.name = each.name;
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(each.name); });
        return item;
      }));
      list.hidden = !found.length;
      if (found.length) point(0); else close();
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const acts = { ArrowDown: () => point(at + 1), ArrowUp: () => point(at - 1), Enter: () => take(list.children[at].dataset.name), Escape: close };
      if (!acts[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      acts[event.key]();
    });
    field.addEventListener("blur", close);
  }

  function phone() {
    if (!matchMedia("(max-width: 767px)").matches) return;
    all("details[data-fold], details[data-as-it-came]").forEach((part) => { if (!one(".has-errors", part)) part.open = false; });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = one("[data-live]"), form = one("#article_form");
    if (box && form) live(box, form);
    all("[data-came-as]").forEach(cameAs);
    all("[data-mentions]").forEach(mentions);
    phone();
    document.addEventListener("keydown", (event) => {
      const busy = event.target.closest("input, textarea, select, [contenteditable=true], dialog, .suggested");
      if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
      const press = { d: () => one("[data-key=d]")?.click(), n: () => one("#reason-note")?.focus(), h: headlines }[event.key];
      if (press) { event.preventDefault(); press(); }
    });
  });

  function headlines() {
    const part = one("details.alternatives");
    if (!part) return;
    part.open = true;
    (one("#new-headline", part) || one("summary", part)).focus();
  }
})();
