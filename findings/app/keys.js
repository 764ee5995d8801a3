// Streamlit reruns the app on a bare "r" and offers to clear its cache on a bare "c". A person who dictates or
// brushes a key must not set off either (WCAG 2.1.4). Fields, and keys with Ctrl, Alt or Cmd, are left alone.
(function () {
  if (window.findingsKeys) return;
  window.findingsKeys = true;
  const field = (node) => node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || field(event.target)) return;
    if (event.key.toLowerCase() === "r" || event.key.toLowerCase() === "c") event.stopImmediatePropagation();
  }, true);
})();
