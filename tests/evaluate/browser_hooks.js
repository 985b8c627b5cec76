/* Put into every page before its own scripts: whatever a smuggled script would do to prove itself is told to `__fire`. */
(() => {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...words) => { window.__fire(`${name}(${words})`); };
})();
