// Putting a picture into a text: chosen from those that readers may see, or a new one with its words and its rights.
"use strict";

(() => {
  const token = () => one("input[name=csrfmiddlewaretoken]")?.value || "";

  function insert(editor, picture) {
    const caption = picture.credit ? [{ type: "caption", content: [{ type: "text", text: picture.credit }] }] : [];
    const image = { type: "image", attrs: { src: picture.src, alt: picture.alt, width: picture.width, height: picture.height } };
    editor.chain().focus().insertContent({ type: "figure", content: [image, ...caption] }).run();
  }

  function field(name, label, attributes) {
    const box = make("p", { class: "field" }), id = `picture-${name}`;
    box.append(make("label", { for: id }, label), make("input", { id, name, ...attributes }));
    return box;
  }

  function chooser(dialog, url, done) {
    const box = make("section"), found = make("ul", { class: "picture-list" }), said = make("p", { class: "quiet", role: "status" });
    const search = field("q", words("Find a picture by its words"), { type: "search" });
    let waiting = 0;
    async function look() {
      try {
        const answer = await fetch(`${url}?${new URLSearchParams({ q: one("input", search).value })}`, { headers: { Accept: "application/json" } });
        const told = await answer.json();
        said.textContent = answer.ok ? (told.pictures.length ? "" : words("Nothing found")) : told.sentence;
        found.replaceChildren(...(told.pictures || []).map((picture) => {
          const item = make("li"), button = make("button", { type: "button" });
          button.append(make("img", { src: picture.thumb, alt: "", loading: "lazy" }), make("span", {}, `${picture.alt || words("(no words)")} · ${picture.credit}`));
          button.addEventListener("click", () => done(picture));
          item.append(button);
          return item;
        }));
      } catch { said.textContent = words("The search did not answer."); }
    }
    one("input", search).addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 200); });
    box.append(make("h3", {}, words("Choose one")), search, said, found);
    look();
    return box;
  }

  function uploader(url, done) {
    const form = make("form", { class: "picture-new" }), said = make("p", { class: "errornote", role: "alert" });
    said.hidden = true;
    const cleared = make("p", { class: "field field-check" });
    cleared.append(make("input", { id: "picture-cleared", name: "cleared", type: "checkbox", required: "" }), make("label", { for: "picture-cleared" }, words("We may show it: its rights are cleared")));
    form.append(
      make("h3", {}, words("Or take a new one in")), said,
      field("upload", words("File (JPEG, PNG, WebP, AVIF or GIF, up to 15 MB)"), { type: "file", accept: "image/*", required: "" }),
      field("alt", words("What the picture shows"), { type: "text", maxlength: "300", required: "" }),
      field("credit", words("Who made the picture"), { type: "text", maxlength: "200", required: "" }),
      cleared, make("button", { type: "submit", class: "button button-main" }, words("Take it in and insert it")),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const answer = await fetch(url, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token(), Accept: "application/json" } });
        const told = await answer.json();
        if (answer.ok) { done(told.pictures[0]); return; }
        said.textContent = told.sentence;
      } catch { said.textContent = words("No connection; nothing was stored."); }
      said.hidden = false;
    });
    return form;
  }

  window.deskPictures = (editor, url) => {
    const dialog = make("dialog", { class: "prose-editor-dialog picture-dialog", "aria-labelledby": "picture-title" });
    const done = (picture) => { dialog.close(); insert(editor, picture); };
    const close = make("button", { type: "button", class: "button" }, words("Close"));
    close.addEventListener("click", () => { dialog.close(); editor.commands.focus(); });
    dialog.append(make("h2", { id: "picture-title" }, words("A picture in the text")), chooser(dialog, url, done), uploader(url, done), close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
})();
