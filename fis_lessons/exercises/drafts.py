"""What is being typed when the kernel dies: kept by the page itself, and given back to the field that comes after.

A field of a lesson keeps itself when it is left. What was typed since, and what was left with nobody listening, is
held by the browser for this window only; when the lesson is started again the field gets it back, unless somebody
wrote something else there meanwhile.
"""

from __future__ import annotations

_SCRIPT = """
if (!window.fisDrafts) {
  window.fisDrafts = true;
  const own = field => field.matches?.("textarea, input[type=text]")
    ? field.closest(".fis-note, .fis-editor") : null;
  const name = field => {
    const head = own(field).querySelector(".widget-html-content, .widget-html")?.textContent.trim().slice(0, 120);
    const label = field.closest(".jupyter-widgets")?.querySelector("label")?.textContent.trim();
    return `fis:${head ?? ""}:${label ?? ""}`;
  };
  const read = key => {
    try {
      const draft = JSON.parse(sessionStorage.getItem(key));
      return draft?.bases ? draft : null;
    } catch { return null; }
  };
  const keep = (key, draft) => {
    try { draft ? sessionStorage.setItem(key, JSON.stringify(draft)) : sessionStorage.removeItem(key); } catch {}
  };
  window.addEventListener("focusin", event => {
    const field = event.target;
    if (!own(field)) return;
    // come back to while nobody listens: what was there before the first word that nobody kept still counts
    const draft = read(name(field));
    const before = draft && draft.text === field.value ? draft.bases.slice(-20) : [];
    field.fisBases = [...before, field.value];
  }, true);
  window.addEventListener("input", event => {
    const field = event.target;
    if (own(field) && event.isTrusted) keep(name(field), {bases: field.fisBases ?? [""], text: field.value});
  }, true);
  window.addEventListener("change", event => {  // left: whoever listens answers under the field
    const box = own(event.target);
    if (!box) return;
    const key = name(event.target);
    const answered = new MutationObserver(changes => {  // what is taken off the page is no answer
      if (!box.isConnected || !changes.some(change => change.addedNodes.length)) return;
      keep(key, null);
      answered.disconnect();
    });
    answered.observe(box, {childList: true, subtree: true, characterData: true});
    setTimeout(() => answered.disconnect(), 5000);
  }, true);
  const give = field => {
    const draft = own(field) && read(name(field));
    if (!draft || field === document.activeElement) return;
    if (!draft.bases.includes(field.value)) { keep(name(field), null); return; }
    field.value = draft.text;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, {bubbles: true}));
  };
  new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
    if (node.nodeType === 1) node.querySelectorAll("textarea, input[type=text]").forEach(field => {
      if (own(field)) setTimeout(() => give(field), 400);
    });
  }))).observe(document.body, {childList: true, subtree: true});
}
"""


def keeps_drafts() -> str:
    """Write the script, for a lesson somebody works in."""
    return f"<script>{_SCRIPT}</script>"
