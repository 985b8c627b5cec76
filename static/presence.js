// The line between an open story and the desk: who else has it open, who holds it, whether it was changed meanwhile.
// Other scripts send over it too (`deskLine`), so that a token that signing in again made void is fetched anew.
"use strict";

(() => {
  const EVERY = 15000;
  const place = () => one("[data-present]");
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const token = () => one("input[name=csrfmiddlewaretoken]")?.value || "";
  const isJson = (answer) => (answer.headers.get("Content-Type") || "").includes("json");
  const version = () => one("#article_form")?.elements.version?.value || "";
  let closed = false;

  function heard(status, said) {
    if (said.token) all("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = said.token; });
    tell("desk:heard", { status, said });
  }

  // Fetch what the desk says, and with it a token that holds; the status, or 0 without a connection.
  async function ask() {
    if (!place()) return 200;
    try {
      const answer = await fetch(`${place().dataset.present}?version=${version()}`, { headers: { Accept: "application/json" } });
      const said = isJson(answer) ? await answer.json() : {};
      heard(answer.status, said);
      return answer.status;
    } catch { return 0; }
  }

  // Send something; once more with a fresh token where the old one is refused. Throws without a connection.
  async function send(url, body, method = "POST") {
    const go = () => fetch(url, {
      method, body, headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
    });
    let answer = await go();
    if (answer.status === 403 && !isJson(answer) && (await ask()) === 200) answer = await go();
    const said = isJson(answer) ? await answer.json() : {};
    heard(answer.status, said);
    return { ok: answer.ok, status: answer.status, said };
  }

  function write(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  function link(href, text) {
    const found = make("a", { href, target: "_blank", rel: "noopener", class: "button button-quiet" }, text);
    return found;
  }

  // Somebody saved, or took the story over: say so once for each, with the way on.
  function moved(said) {
    const notice = one("[data-moved]");
    if (!notice) return;
    const lost = "mine" in place().dataset && said.holder;
    const key = `${said.saved}|${lost ? said.holder : ""}`;
    if (notice.dataset.said === key) return;
    notice.dataset.said = key;
    notice.hidden = !said.saved && !lost;
    notice.replaceChildren();
    if (lost) notice.append(make("strong", {}, `${said.claimed} ${words("It was taken over from you; what you type is kept.")} `));
    if (said.saved) notice.append(make("strong", {}, `${said.saved} `), words("Go on; when you save you will see both, word by word."), " ");
    if (!notice.hidden) notice.append(link(place().dataset.past, words("See what changed")));
    if (lost) notice.append(again());
    // The bar stays in sight however far down one is.
    if (!notice.hidden) write(one("[data-saved]"), lost ? said.claimed : said.saved);
  }

  function again() {
    const button = make("button", { type: "submit", class: "button button-quiet", form: "article_form", name: "_do", value: "take_over" }, words("Take over again"));
    return button;
  }

  async function ping() {
    if (document.hidden || closed || !place()) return;
    try {
      const { ok, said } = await send(`${place().dataset.present}?version=${version()}`, "{}");
      if (!ok) return;
      write(one("[data-present-claim]"), said.mine || !one("[data-held]") ? said.claimed : "");
      write(one("[data-present-others]"), said.others);
      moved(said);
    } catch { tell("desk:heard", { status: 0, said: {} }); }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!place()) return;
    ping();
    setInterval(ping, EVERY);
    document.addEventListener("visibilitychange", ping);
    window.addEventListener("pagehide", () => {
      fetch(place().dataset.present, { method: "DELETE", keepalive: true, headers: { "X-CSRFToken": token() } }).catch(() => {});
    });
  });
  document.addEventListener("desk:heard", (event) => { closed = [403, 404].includes(event.detail.status); });

  window.deskLine = { ask, send, ping };
})();
