// The editor of rich text, made to suit the desk: names for what it shows, and word to the form of every change.
"use strict";

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  window.deskEditor = editor;
  const area = editor.view.dom;
  const label = one(`label[for="${textarea.id}"]`);
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  area.setAttribute("aria-label", label ? label.textContent.trim() : words("Text"));
  if (label) label.addEventListener("click", () => editor.commands.focus());
  editor.on("update", () => textarea.dispatchEvent(new Event("input", { bubbles: true })));
  all(".prose-menubar button, .prose-menubar [title]", area.closest(".prose-editor")).forEach((button) => {
    if (!button.getAttribute("aria-label") && button.title) button.setAttribute("aria-label", button.title);
  });
});
