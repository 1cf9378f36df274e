// Start the slides; what does not fit is made smaller, never hidden.
(() => {
  "use strict";
  const LEAST = 0.6, STEP = 0.04;
  const words = document.body.dataset;

  function fit(section) {
    const content = section && section.querySelector(".fis-c");
    if (!content || content.dataset.fitted) return;
    const whole = content.classList.contains("fis-large") ? 1.2 : 1;
    let size = whole;
    while (size > LEAST && (content.scrollHeight > content.clientHeight + 1 || content.scrollWidth > content.clientWidth + 1)) {
      size -= STEP;
      content.style.fontSize = `${size}em`;
    }
    content.dataset.fitted = size.toFixed(2);
  }

  function name(selector, label) {
    for (const button of document.querySelectorAll(selector)) button.setAttribute("aria-label", label);
  }

  Reveal.on("ready", (event) => {
    fit(event.currentSlide);
    name(".controls .navigate-right, .controls .navigate-down", words.next);
    name(".controls .navigate-left, .controls .navigate-up", words.previous);
  });
  Reveal.on("slidechanged", (event) => fit(event.currentSlide));
  Reveal.on("pdf-ready", () => document.querySelectorAll("section").forEach(fit));
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    help: false,
    transition: "none",
    controlsTutorial: false,
    pdfMaxPagesPerSlide: 1,
    scrollActivationWidth: 0,
  });
})();
