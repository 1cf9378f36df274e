// The trainer's window: notes of the slide on the wall, what comes next, how long it has been. S opens it.
(() => {
  "use strict";
  const words = document.body.dataset;
  let side = null, began = 0, clock = 0;

  function made(tag, text, parent) {
    const one = side.document.createElement(tag);
    one.textContent = text;
    parent.append(one);
    return one;
  }

  function show() {
    if (!side || side.closed) return;
    const body = side.document.querySelector("main");
    const slides = Reveal.getSlides(), now = Reveal.getCurrentSlide();
    const title = (one) => (one ? one.querySelector("h1, h2").textContent.trim() : words.end);
    const notes = now.querySelector("aside.notes");
    body.replaceChildren();
    made("h1", `${slides.indexOf(now) + 1} / ${slides.length} · ${title(now)}`, body);
    const told = made("div", notes ? "" : words.none, body);
    if (notes) for (const one of notes.childNodes) told.append(side.document.importNode(one, true));
    made("p", `${words.coming} ${title(slides[slides.indexOf(now) + 1])}`, body);
    tick();
  }

  function tick() {
    if (!side || side.closed) return clearInterval(clock);
    const seconds = Math.floor((Date.now() - began) / 1000);
    const told = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    side.document.querySelector("header").textContent = `${words.elapsed} ${told}`;
  }

  function open() {
    if (side && !side.closed) return side.focus();
    side = window.open("", "fis-notes", "width=720,height=760");
    if (!side) return window.alert(words.blocked);
    const page = side.document;
    page.title = words.notes;
    page.documentElement.lang = document.documentElement.lang;
    page.body.replaceChildren();
    const style = page.createElement("style");
    style.textContent =
      "body{margin:1.5rem;font:1.15rem/1.5 system-ui,'DejaVu Sans',sans-serif;color:#1a1a1a;background:#fff}" +
      "h1{font-size:1.4rem;color:#06245a}header{color:#495057}table{border-collapse:collapse}" +
      "th,td{padding:.3em .7em;border-bottom:1px solid #c5cedd;text-align:left;vertical-align:top}";
    page.head.append(style);
    page.body.append(page.createElement("header"), page.createElement("main"));
    page.addEventListener("keydown", (event) => {
      if (["ArrowRight", "PageDown", " "].includes(event.key)) Reveal.next();
      else if (["ArrowLeft", "PageUp"].includes(event.key)) Reveal.prev();
      else return;
      event.preventDefault();
    });
    began = Date.now();
    clock = setInterval(tick, 1000);
    show();
  }

  Reveal.on("slidechanged", show);
  Reveal.addKeyBinding({ keyCode: 83, key: "S" }, open);
})();
