/* Does to every element of a page what a reader could do, and names the links and forms that would run something. */
() => {
  const mouse = ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "click", "dblclick", "contextmenu", "auxclick", "mouseout", "mouseleave"];
  const pointer = ["pointerover", "pointerenter", "pointerdown", "pointermove", "pointerup", "pointerout"];
  const plain = ["wheel", "input", "change", "keydown", "keypress", "keyup", "submit", "reset", "select", "invalid", "toggle", "beforetoggle", "scroll", "scrollend", "copy", "cut", "paste", "beforeinput", "dragstart", "drag", "dragenter", "dragover", "drop", "dragend", "animationstart", "animationend", "transitionend", "touchstart", "touchend", "focusin", "focusout", "search", "show", "begin", "end", "error", "load", "loadstart", "loadeddata", "canplay", "play", "pageshow", "hashchange", "popstate", "resize", "message"];
  document.addEventListener("click", (event) => event.preventDefault(), true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  const safe = ["http:", "https:", "mailto:"];
  const unsafe = [];
  const look = (element) => {
    for (const name of ["href", "action", "formaction", "src", "data", "xlink:href", "poster", "background", "srcdoc", "ping", "codebase"]) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      if (name === "srcdoc") { unsafe.push(`${name}=${value}`); continue; }
      let protocol = "";
      try { protocol = new URL(value, document.baseURI).protocol; } catch { continue; }
      const picture = protocol === "data:" && element.localName === "img";
      if (!safe.includes(protocol) && !picture) unsafe.push(`${element.localName} ${name}=${value}`);
    }
    for (const attribute of element.attributes) if (/^on/i.test(attribute.name)) unsafe.push(`${element.localName} ${attribute.name}`);
  };
  const elements = [document.body, ...document.body.querySelectorAll("*")];
  elements.forEach(look);
  for (const element of elements) {
    if (element.localName === "option" || element.closest(".masthead, .foot")) continue;
    if (element.localName === "details") element.open = true;
    for (const name of mouse) element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
    for (const name of pointer) element.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true }));
    for (const name of plain) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
    if (element.focus) { element.focus(); element.blur(); }
  }
  return unsafe;
}
