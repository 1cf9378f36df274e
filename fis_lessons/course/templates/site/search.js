/* Looks for words in the sections of the course. The index stands in the page: no server, no network. */
(function () {
  "use strict";
  const MOST = 40;
  const MOST_WORDS = 12;
  const BEFORE = 70;
  const AFTER = 150;
  const index = JSON.parse(document.getElementById("fis-index").textContent);
  const words = JSON.parse(document.getElementById("fis-words").textContent);
  const form = document.getElementById("fis-search");
  const field = document.getElementById("fis-query");
  const said = document.getElementById("fis-found");
  const list = document.getElementById("fis-results");

  /* Accents and capitals apart, keeping the place of each letter */
  function plain(text) {
    return Array.from(text, function (sign) {
      const bare = sign.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      return bare.length === sign.length ? bare : sign.toLowerCase().slice(0, sign.length);
    }).join("");
  }

  /* A word finds its plural and its feminine: the last vowel of a long one does not count */
  function root(word) {
    return word.length >= 5 ? word.replace(/[aeiou]$/, "") : word;
  }

  /* A word may be written with a hyphen or without one: «co-progettazione», «coprogettazione» */
  function finder(word) {
    const letters = Array.from(word.replace(/[-\u2010\u2011]/g, ""));
    return new RegExp("(?<![\\p{L}\\p{N}])" + letters.join("[-\u2010\u2011]?") + "[\\p{L}\\p{N}]*", "gu");
  }

  function asked(text) {
    const found = plain(text).match(/[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu) || [];
    // «di», «il», «e» stand everywhere: they count only alone
    const telling = found.filter(function (word) { return word.length > 2; });
    const kept = telling.length ? telling : found;
    return Array.from(new Set(kept.map(root))).slice(0, MOST_WORDS).map(finder);
  }

  /* From where to where the words of a text begin like the one asked for */
  function places(text, word) {
    return Array.from(text.matchAll(word), function (one) { return [one.index, one.index + one[0].length]; });
  }

  const sections = [];
  index.forEach(function (page) {
    page.sections.forEach(function (part) {
      sections.push({
        page: page, id: part[0], name: part[1], text: part[2],
        low: plain(part[2]), lowName: plain(part[1]), lowTitle: plain(page.title),
      });
    });
  });

  function judge(section, wanted) {
    let points = 0;
    let met = 0;
    let first = -1;
    wanted.forEach(function (word) {
      const inText = places(section.low, word);
      const inName = places(section.lowName, word).length;
      const inTitle = places(section.lowTitle, word).length;
      if (inText.length || inName || inTitle) met += 1;
      points += Math.min(inText.length, 4) + 6 * inName + 3 * inTitle;
      if (inText.length && (first < 0 || inText[0][0] < first)) first = inText[0][0];
    });
    return { section: section, points: points, met: met, first: first };
  }

  function search(text) {
    const wanted = asked(text);
    if (!wanted.length) return { wanted: wanted, found: [], all: true };
    const judged = sections.map(function (one) { return judge(one, wanted); })
      .filter(function (one) { return one.met > 0; });
    const most = judged.reduce(function (high, one) { return Math.max(high, one.met); }, 0);
    const found = judged.filter(function (one) { return one.met === most; })
      .sort(function (a, b) { return b.points - a.points; });
    return { wanted: wanted, found: found, all: most === wanted.length };
  }

  /* Everything is written as text: what stands in the index never becomes a mark of the page */
  function marked(target, text, wanted) {
    const low = plain(text);
    const cuts = [];
    wanted.forEach(function (word) { cuts.push.apply(cuts, places(low, word)); });
    cuts.sort(function (a, b) { return a[0] - b[0]; });
    let at = 0;
    cuts.forEach(function (cut) {
      if (cut[0] < at) return;
      target.append(text.slice(at, cut[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(cut[0], cut[1]);
      target.append(mark);
      at = cut[1];
    });
    target.append(text.slice(at));
  }

  function excerpt(one) {
    const text = one.section.text;
    const at = Math.max(one.first, 0);
    let from = Math.max(0, at - BEFORE);
    if (from > 0) from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, at + AFTER);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), at + 1);
    return (from > 0 ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
  }

  function shown(one, wanted) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = one.section.page.file + (one.section.id ? "#" + one.section.id : "");
    marked(link, one.section.name, wanted);
    const where = document.createElement("p");
    where.className = "fis-where";
    where.textContent = words.lesson + " " + one.section.page.lesson + " · " + one.section.page.title;
    const text = document.createElement("p");
    marked(text, excerpt(one), wanted);
    item.append(link, where, text);
    return item;
  }

  function tell(result) {
    list.replaceChildren();
    if (!result.wanted.length) { said.textContent = ""; return; }
    const count = result.found.length;
    let line = count === 0 ? words.none : count === 1 ? words.one : words.more.replace("{count}", count);
    if (count && !result.all) line += " " + words.some;
    if (count > MOST) line += " " + words.first.replace("{count}", MOST);
    said.textContent = line;
    result.found.slice(0, MOST).forEach(function (one) { list.append(shown(one, result.wanted)); });
  }

  function run(remember) {
    tell(search(field.value));
    if (!remember) return;
    try {
      history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
    } catch (error) {
      /* a page opened from a folder may not change its address: the search works all the same */
    }
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); run(true); });
  let waiting = 0;
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { run(true); }, 250);
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) run(false);
})();
