// The editor of rich text, made to suit the desk: names and keys for its buttons, clean pasting, a count of words, and
// word to the form of every change. Keys: Alt+F10 to the buttons, Escape back; Escape, then Tab leaves a table.
"use strict";

(() => {
  const MOST = 1000000;
  const NAMES = {
    bold: "Bold (Ctrl+B)", italic: "Italic (Ctrl+I)", "heading 2": "Heading (Ctrl+Alt+2)", "heading 3": "Smaller heading (Ctrl+Alt+3)",
    "heading 4": "Smallest heading (Ctrl+Alt+4)", paragraph: "Plain paragraph (Ctrl+Alt+0)", "unordered list": "List (Ctrl+Shift+8)",
    "ordered list": "Numbered list (Ctrl+Shift+7)", blockquote: "Quote (Ctrl+Shift+B)", "horizontal rule": "Line across",
    "insert link": "Link (Ctrl+K)", "remove link": "Remove link", undo: "Undo (Ctrl+Z)", redo: "Redo (Ctrl+Shift+Z)",
    subscript: "Lowered", superscript: "Raised", "edit HTML": "Edit as HTML", "Insert table": "Table",
    "Toggle header cell": "Heading cell", "Add column": "Add a column", "Delete column": "Remove the column", "Add row": "Add a row",
    "Delete row": "Remove the row", "Merge cells": "Merge cells", "Split cell": "Split the cell", "Delete table": "Remove the table",
  };

  function button(icon, name, act) {
    const found = make("button", { type: "button", class: "prose-menubar__button material-icons", title: name, "aria-label": name }, icon);
    found.addEventListener("click", act);
    return found;
  }

  // The buttons -----------------------------------------------------------------------------------------------------

  function headerRow(editor) {
    const cell = button("table_rows", words("Heading row"), () => editor.chain().focus().toggleHeaderRow().run());
    cell.classList.add("hidden");
    editor.on("transaction", () => cell.classList.toggle("hidden", !editor.isActive("table")));
    return cell;
  }

  // Where a link leads: https unless another of the three that readers may follow is typed; empty where it is none.
  function address(typed) {
    const text = typed.trim();
    if (/^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(text)) return text;
    if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
    return /^[^\s/:]+\.[^\s/:]+(:\d+)?([/?#]\S*)?$/.test(text) ? `https://${text}` : "";
  }

  function linking(editor) {
    if (editor.state.selection.empty && !editor.isActive("link")) return;
    const dialog = make("dialog", { class: "prose-editor-dialog", "aria-labelledby": "link-title" });
    const form = make("form", { novalidate: "" }), said = make("p", { class: "errornote", role: "alert" }), row = make("p", { class: "picture-buttons" });
    const input = make("input", { id: "link-address", type: "url", value: editor.getAttributes("link").href || "", placeholder: "https://" });
    const leave = () => { dialog.close(); editor.commands.focus(); };
    const away = make("button", { type: "button", class: "button" }, words("Remove link")), close = make("button", { type: "button", class: "button" }, words("Cancel"));
    said.hidden = true;
    away.hidden = !editor.isActive("link");
    away.addEventListener("click", () => { dialog.close(); editor.chain().focus().extendMarkRange("link").unsetLink().run(); });
    close.addEventListener("click", leave);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const href = address(input.value);
      said.hidden = Boolean(href);
      said.textContent = words("A link leads to an address such as https://paper.example/story or to a mail address.");
      if (!href) { input.focus(); return; }
      dialog.close();
      editor.view.focus();
      editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
    });
    row.append(make("button", { type: "submit", class: "button button-main" }, words("Set the link")), away, close);
    form.append(make("h2", { id: "link-title" }, words("Link")), said, make("label", { for: "link-address" }, words("Address")), input, row);
    dialog.append(form);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    input.select();
  }

  function furnish(editor, bar, textarea) {
    const link = one("[title='insert link']", bar);
    if (link) link.addEventListener("click", (event) => { event.stopImmediatePropagation(); linking(editor); }, true);
    const picture = one("[title=figure]", bar);
    if (picture && textarea.dataset.pictures && window.deskPictures) {
      picture.replaceWith(button("image", words("Picture"), () => window.deskPictures(editor, textarea.dataset.pictures)));
    }
    const table = one("[title='Insert table']", bar);
    if (table) table.parentElement.append(headerRow(editor));
    const group = make("div", { class: "prose-menubar__group" });
    group.append(button("format_clear", words("Clear formatting"), () => editor.chain().focus().unsetAllMarks().clearNodes().run()));
    bar.append(group);
    for (const each of all("button", bar)) {
      const name = words(NAMES[each.title] || each.title || each.getAttribute("aria-label") || "");
      each.title = name;
      each.setAttribute("aria-label", name);
    }
  }

  const usable = (bar) => all("button", bar).filter((each) => each.offsetParent);

  function tool(bar, editor) {
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", words("Formatting"));
    const rove = (to) => all("button", bar).forEach((each) => { each.tabIndex = each === to ? 0 : -1; });
    const state = () => {
      for (const each of all("button", bar)) {
        each.setAttribute("aria-pressed", String(each.classList.contains("active")));
        each.setAttribute("aria-disabled", String(each.classList.contains("disabled")));
      }
      if (!usable(bar).some((each) => each.tabIndex === 0)) rove(usable(bar)[0]);
    };
    bar.addEventListener("focusin", (event) => { if (event.target.matches("button")) rove(event.target); });
    bar.addEventListener("keydown", (event) => {
      const buttons = usable(bar), at = buttons.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (event.key === "Escape") { event.stopPropagation(); editor.commands.focus(); }
      if (to === undefined || at < 0) return;
      event.preventDefault();
      buttons[(to + buttons.length) % buttons.length].focus();
    });
    editor.on("transaction", () => requestAnimationFrame(state));
    rove(usable(bar)[0]);
    state();
  }

  // The text --------------------------------------------------------------------------------------------------------

  function keys(editor, bar) {
    const area = editor.view.dom;
    let leaving = false;
    area.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopImmediatePropagation(); linking(editor); }
      if (event.key === "F10" && event.altKey) { event.preventDefault(); usable(bar).find((each) => each.tabIndex === 0)?.focus(); }
      if (event.key === "Tab" && leaving) event.stopImmediatePropagation();
      leaving = event.key === "Escape" || (leaving && event.key === "Shift");
    }, true);
  }

  function label(area, textarea, editor, id) {
    const found = one(`label[for="${textarea.id}"]`);
    const names = { role: "textbox", "aria-multiline": "true", "aria-label": found ? found.textContent.trim() : words("Text"), "aria-describedby": id, spellcheck: "true", dir: "auto" };
    for (const [name, value] of Object.entries(names)) area.setAttribute(name, value);
    if (found) found.addEventListener("click", () => editor.commands.focus());
    if (textarea.lang) area.lang = textarea.lang;
  }

  function counting(editor, line) {
    const shown = make("span", { class: "counted-words" });
    const help = words("Alt+F10: the buttons. In a table Tab goes on to the next cell; Escape, then Tab leaves the text.");
    line.append(shown, " · ", make("span", {}, help));
    let waiting = 0;
    const tell = () => {
      const text = editor.getText({ blockSeparator: " " });
      const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/.test(text.slice(0, 400));
      const count = unspaced && window.Intl?.Segmenter && text.length < 100000
        ? [...new Intl.Segmenter(editor.view.dom.lang || undefined, { granularity: "word" }).segment(text)].filter((part) => part.isWordLike).length
        : (text.match(/[^\s]+/g) || []).length;
      shown.textContent = `${count.toLocaleString()} ${words("words")}`;
    };
    editor.on("update", () => { clearTimeout(waiting); waiting = setTimeout(tell, 400); });
    tell();
  }

  // Pasting ---------------------------------------------------------------------------------------------------------

  const LEVELS = { H1: "h2", H5: "h4", H6: "h4" };
  const LEFT_OUT = "script, meta, link, title, iframe, object, embed, svg, form, input, select, textarea";

  // The lists of a word processor are paragraphs that begin with a bullet or a number.
  function lists(page) {
    for (const line of all("p[class*=MsoListParagraph]", page)) {
      const mark = one("[data-style*='mso-list:Ignore' i]", line);
      const kind = /^\s*\(?\w{1,3}[.)]/.test(mark?.textContent || "") ? "OL" : "UL";
      const item = page.createElement("li"), before = line.previousElementSibling;
      const list = before?.tagName === kind && "made" in before.dataset ? before : page.createElement(kind);
      mark?.remove();
      item.append(...line.childNodes);
      if (list === before) line.remove(); else line.replaceWith(list);
      list.dataset.made = "";
      list.append(item);
    }
  }

  // Bold and italic that are written as style, which our policy does not let a page apply.
  function styled(page) {
    for (const each of all("[data-style]", page)) {
      const style = each.dataset.style;
      if (/^(B|STRONG)$/.test(each.tagName) && /font-weight:\s*(normal|400)/i.test(style)) { each.replaceWith(...each.childNodes); continue; }
      for (const [rule, name] of [[/font-weight:\s*(bold|[6-9]00)/i, "strong"], [/font-style:\s*italic/i, "em"]]) {
        if (each.tagName !== "SPAN" || !rule.test(style)) continue;
        const mark = page.createElement(name);
        mark.append(...each.childNodes);
        each.append(mark);
      }
    }
  }

  // What a word processor puts beside the words: its styles, its own tags and comments, pictures as text.
  function tidy(html) {
    const plain = html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[[\s\S]*?\]>|<\?xml[\s\S]*?>|<style[\s\S]*?<\/style>/gi, "")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/([\s/"'])on[a-z]+\s*=/gi, "$1data-on="));
    const page = new DOMParser().parseFromString(plain, "text/html");
    all(LEFT_OUT, page).forEach((each) => each.remove());
    all("img", page).forEach((each) => { if (!each.src.startsWith(`${location.origin}/`)) each.remove(); });
    lists(page);
    styled(page);
    for (const each of all("*", page.body)) {
      if (each.tagName.includes(":")) each.replaceWith(...each.childNodes);
      else if (LEVELS[each.tagName]) { const lower = page.createElement(LEVELS[each.tagName]); lower.append(...each.childNodes); each.replaceWith(lower); }
    }
    return page.body.innerHTML;
  }

  function pasting(editor, say) {
    const before = editor.options.editorProps || {};
    editor.setOptions({ editorProps: { ...before,
      transformPastedHTML: tidy,
      handlePaste(_view, event) {
        const html = event.clipboardData?.getData("text/html") || "", text = event.clipboardData?.getData("text/plain") || "";
        const long = Math.max(text.length, editor.state.doc.content.size + text.length);
        if (long <= MOST && html.length <= 8 * MOST) {
          const lost = (html.match(/<img\b/gi) || []).length;
          say(lost ? words("Pictures are not pasted along: add them with the picture button, with their rights.") : "");
          return false;
        }
        event.preventDefault();
        say(words("This is too long to be pasted here at once. Nothing was changed; paste it in parts."));
        return true;
      },
    } });
  }

  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    const box = editor.view.dom.closest(".prose-editor");
    const line = make("p", { class: "help editor-line", id: `${textarea.id}-line` }), said = make("p", { class: "help editor-said", role: "status" });
    if (textarea.value.length > MOST) {
      editor.destroy();
      said.textContent = words("This text is very long, so it is shown as HTML.");
      textarea.rows = 30;
      textarea.after(said);
      return;
    }
    window.deskEditor = editor;
    const bar = () => one(".prose-menubar:not(.prose-menubar--floating)", box);
    const start = () => { if (bar()) { furnish(editor, bar(), textarea); tool(bar(), editor); keys(editor, bar()); } };
    box.after(line, said);
    label(editor.view.dom, textarea, editor, line.id);
    counting(editor, line);
    pasting(editor, (text) => { said.textContent = text; });
    // The buttons are made a moment after the text.
    if (bar()) start();
    else editor.on("create", start);
    textarea.addEventListener("desk:filled", () => editor.commands.setContent(textarea.value, { emitUpdate: false }));
  });

  // The language of the story is that of its fields, for the check of spelling and for screen readers.
  document.addEventListener("DOMContentLoaded", () => {
    const language = one("#article_form")?.elements.language;
    if (!language) return;
    const follow = () => {
      for (const name of ["headline", "standfirst", "body"]) one(`#id_${name}`)?.setAttribute("lang", language.value);
      if (window.deskEditor) window.deskEditor.view.dom.lang = language.value;
    };
    language.addEventListener("change", follow);
    language.addEventListener("input", follow);
    follow();
  });
})();
