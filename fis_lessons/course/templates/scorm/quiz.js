// The quiz on the page: fields, buttons, verdicts that are announced, hints, and what is kept from one visit to the next.

const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
const MARKS = { not_tried: "○", unreadable: "?", not_yet: "✗", right: "✓" };
const SOLUTION = 4;

class Question {
  constructor(data, box, changed) {
    this.data = data;
    this.box = box;
    this.changed = changed;
    this.wrong = 0; // wrong answers
    this.steps = 0; // steps of help
    this.state = "";
    this.first = ""; // what was done first: r right, n not yet, h help
    this.spoilt = false; // the solution was seen before the answer was right
    this.kept = null;
    this.verdict = box.querySelector(".fis-told");
    this.help = box.querySelector(".fis-helped");
    box.querySelector("[data-do=check]").addEventListener("click", () => this.check());
    box.querySelector("[data-do=hint]").addEventListener("click", () => this.hint());
    box.addEventListener("keydown", event => {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) this.check();
    });
  }

  get done() { return this.state === "right" || this.spoilt; }
  get right() { return this.state === "right"; }
  get scored() { return this.right && !this.spoilt; }
  get atOnce() { return this.right && this.first === "r"; }

  fields(css) { return [...this.box.querySelectorAll(css)]; }

  read() {
    const ticked = css => this.fields(`${css}:checked`).map(one => one.value);
    switch (this.data.kind) {
      case "choice": return ticked("input")[0] || "";
      case "several": return ticked("input");
      case "number": return this.fields("input")[0].value;
      case "open": return { text: this.fields("textarea")[0].value, met: ticked("input") };
      case "grid": {
        const answer = {};
        for (const row of this.data.rows) answer[row] = ticked(`input[data-row="${row}"]`);
        return answer;
      }
      default: {
        const answer = {};
        for (const menu of this.fields("select")) {
          if (menu.value) answer[menu.dataset.row] = this.data.kind === "ordering" ? Number(menu.value) : menu.value;
        }
        return answer;
      }
    }
  }

  write(answer) {
    const tick = (one, names) => { one.checked = names.includes(one.value); };
    switch (this.data.kind) {
      case "choice": this.fields("input").forEach(one => tick(one, [answer])); break;
      case "several": this.fields("input").forEach(one => tick(one, answer)); break;
      case "number": this.fields("input")[0].value = answer; break;
      case "open":
        this.fields("textarea")[0].value = answer.text;
        this.fields("input").forEach(one => tick(one, answer.met));
        break;
      case "grid":
        for (const one of this.fields("input")) tick(one, answer[one.dataset.row] || []);
        break;
      default:
        for (const menu of this.fields("select")) menu.value = answer[menu.dataset.row] || "";
    }
  }

  check() {
    const answer = this.read(), found = judge(this.data, answer);
    this.kept = answer;
    this.show(found);
    if (found.state === "right" || found.state === "not_yet") {
      // an answer that is right stays right, as in the lesson, if it is tried again with another
      this.state = this.right ? "right" : found.state;
      this.first = this.first || found.state[0];
      if (found.state === "not_yet" && this.data.kind !== "open") this.wrong += 1;
      const opened = Math.min(this.wrong - 1, 3);
      if (found.state === "not_yet" && opened > this.steps) this.open(opened, true);
      this.changed(this, this.report(answer, found));
    }
  }

  hint() {
    this.first = this.first || "h";
    this.open(Math.min(this.steps + 1, SOLUTION), false);
    if (this.steps === SOLUTION && !this.right) this.spoilt = true;
    this.changed(this, null);
  }

  open(step, byItself) {
    this.steps = step;
    const items = this.data.hints.slice(0, step).map((html, at) => `<li><strong>${WORDS.hints[at]}.</strong> ${html}</li>`);
    const why = byItself ? ` ${WORDS.opened}` : "";
    const place = put(WORDS.help, { step });
    this.help.innerHTML = `<p class="fis-source">${place}${why}</p><ol class="fis-hints">${items.join("")}</ol>`;
    const button = this.box.querySelector("[data-do=hint]");
    button.firstChild.textContent = WORDS.asks[Math.min(step, SOLUTION - 1)];
    button.disabled = step === SOLUTION;
  }

  show({ state, html, title }) {
    this.verdict.innerHTML =
      `<div class="fis-verdict fis-${state}"><p class="fis-verdict-title">` +
      `<span aria-hidden="true">${MARKS[state]}</span> ${title || WORDS.states[state]}</p>${html}</div>`;
  }

  // What the platform is told of an answer
  report(answer, found) {
    const comma = VERSION === "2004" ? "[,]" : ",", dot = VERSION === "2004" ? "[.]" : ".";
    const pairs = table => Object.entries(table).flatMap(([row, ones]) => [ones].flat().map(one => `${row}${dot}${one}`));
    const { kind, right, rows } = this.data, state = found.state === "right";
    switch (kind) {
      case "choice": return { type: "choice", response: answer, pattern: right, right: state };
      case "several": return { type: "choice", response: answer.join(comma), pattern: right.join(comma), right: state };
      case "ordering": {
        const order = [...right].sort((one, other) => answer[one] - answer[other]);
        return { type: "sequencing", response: order.join(comma), pattern: right.join(comma), right: state };
      }
      case "matching":
      case "grid": {
        const good = Object.fromEntries(rows.map(row => [row, kind === "grid" ? right[row] : right[row][0]]));
        return { type: "matching", response: pairs(answer).join(comma), pattern: pairs(good).join(comma), right: state };
      }
      case "number": {
        const { reference, expected, tolerance } = this.data;
        // the standard keeps seven decimals, and whoever reads the report has no use for more
        const short = value => String(Number(value.toFixed(7)));
        const near = VERSION === "2004" ? `${short(expected - tolerance)}[:]${short(expected + tolerance)}` : String(reference);
        return { type: "numeric", response: String(found.value ?? reference), pattern: near, right: state };
      }
      default: return { type: "fill-in", response: answer.text, pattern: "", right: null };
    }
  }

  pack() {
    const flags = (this.spoilt ? 1 : 0) + (this.right ? 2 : 0);
    return [this.data.sum, this.wrong, this.steps, flags, this.first, this.kept];
  }

  unpack([, wrong, steps, flags, first, kept]) {
    [this.wrong, this.first, this.kept] = [wrong, first, kept];
    this.spoilt = Boolean(flags & 1);
    if (steps) this.open(steps, false);
    if (kept === null) return;
    this.write(kept);
    const found = judge(this.data, kept);
    this.state = flags & 2 ? "right" : found.state;
    this.show(found);
  }
}

class Quiz {
  constructor(box) {
    this.told = document.getElementById("fis-lms");
    this.board = box.querySelector(".fis-score");
    this.questions = DATA.questions.map(
      (data, at) => new Question(data, document.getElementById(`fis-q${at + 1}`), (one, report) => this.changed(one, report)),
    );
    this.failed = false;
    this.platform = new Platform(VERSION, code => this.trouble(code));
    const back = this.resume();
    if (!this.failed) this.say(this.opening(back));
    this.score();
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.platform.commit(); });
    window.addEventListener("pagehide", () => this.platform.close());
    window.addEventListener("pageshow", event => { if (event.persisted) window.location.reload(); });
  }

  opening(back) {
    if (!this.platform.open) return this.platform.api ? WORDS.refused : WORDS.alone;
    if (this.platform.reads) return WORDS.reading;
    if (!back) return WORDS.recorded;
    const left = this.questions.findIndex(one => !one.done);
    const words = put(WORDS.back, { done: this.questions.filter(one => one.done).length, total: this.questions.length });
    if (left < 0) return words;
    return `${words} <a href="#fis-q${left + 1}">${put(WORDS.go_on, { number: left + 1 })}</a>`;
  }

  say(html) { this.told.innerHTML = html; }

  trouble(code) {
    if (this.failed) return;
    this.failed = true;
    this.say(put(WORDS.trouble, { code: escaped(code || "?") }));
  }

  changed(question, report) {
    if (report) this.platform.answered(question.data, report);
    const count = test => this.questions.filter(test).length;
    const total = this.questions.length;
    this.platform.keep(this.pack(question), { right: count(one => one.scored), total, done: count(one => one.done) });
    this.score();
  }

  score() {
    const count = test => this.questions.filter(test).length;
    const total = this.questions.length, right = count(one => one.right), left = count(one => !one.state && !one.spoilt);
    const said = left === total
      ? put(WORDS.begin, { total })
      : `${put(WORDS.score, { right, total, at_once: count(one => one.atOnce) })} ${left ? put(WORDS.left, { left }) : WORDS.all}`;
    this.board.querySelector("p").textContent = said;
    const bar = this.board.querySelector("progress");
    bar.value = right;
    bar.setAttribute("aria-label", said);
  }

  // As much as the platform keeps: a long text is cut, and who wrote it is told
  pack(question) {
    const packed = this.questions.map(one => one.pack());
    const write = () => JSON.stringify({ v: 1, q: packed });
    const fits = () => write().length <= this.platform.limit;
    for (const one of packed.filter(entry => entry[5] && entry[5].text)) {
      if (fits()) break;
      const whole = one[5].text;
      const cut = length => { one[5] = { ...one[5], text: whole.slice(0, length) }; };
      let least = 0, most = whole.length;
      while (least < most) { // the longest that fits: a sign can be written with as many as six
        const middle = Math.ceil((least + most) / 2);
        cut(middle);
        if (fits()) least = middle; else most = middle - 1;
      }
      cut(least);
      if (this.platform.records) this.say(put(WORDS.cut, { count: least }));
    }
    return fits() ? write() : JSON.stringify({ v: 1, q: packed.map(one => [...one.slice(0, 5), null]) });
  }

  resume() {
    const state = this.platform.state();
    if (!state || state.v !== 1 || !Array.isArray(state.q)) return false;
    let any = false;
    for (const one of this.questions) {
      const kept = state.q.find(entry => Array.isArray(entry) && entry[0] === one.data.sum);
      if (!kept) continue;
      try {
        one.unpack(kept);
        any = any || kept[5] !== null || kept[2] > 0;
      } catch {
        // kept by another version of the page: the question begins again
      }
    }
    return any;
  }
}

new Quiz(document.querySelector(".fis-quiz"));
