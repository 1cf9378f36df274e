// Judges an answer as the lesson does: the same states, the same reasons. A test holds the two against each other,
// question by question.

const put = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const inParagraph = pieces => `<p>${pieces.filter(Boolean).join(" ")}</p>`;

const JUDGES = {
  choice(q, answer) {
    if (!answer) return { state: "not_tried" };
    return answer === q.right ? { state: "right" } : { state: "not_yet", html: q.say[answer] };
  },

  several(q, answer) {
    if (!answer.length) return { state: "not_tried" };
    const extra = answer.filter(one => !q.right.includes(one));
    const lost = q.right.filter(one => !answer.includes(one)).length;
    if (!extra.length && !lost) return { state: "right" };
    const told = [];
    if (extra.length) told.push(q.say[q.options.find(one => extra.includes(one))]);
    if (extra.length > 1) told.push(put(WORDS.extra, { count: extra.length }));
    if (lost) told.push(put(WORDS.lost, { count: lost }), extra.length ? "" : q.missing);
    return { state: "not_yet", html: inParagraph(told) };
  },

  matching(q, answer) {
    const given = q.rows.filter(row => answer[row]);
    if (!given.length) return { state: "not_tried" };
    const wrong = given.filter(row => !q.right[row].includes(answer[row]));
    const empty = q.rows.length - given.length;
    if (!wrong.length && !empty) return { state: "right" };
    const told = [put(WORDS.rows, { done: given.length - wrong.length, total: q.rows.length })];
    if (wrong.length) told.push(q.say[wrong[0]][answer[wrong[0]]]);
    if (empty) told.push(put(WORDS.empty, { count: empty }));
    return { state: "not_yet", html: inParagraph(told) };
  },

  grid(q, answer) {
    const ticked = row => answer[row] || [];
    if (!q.rows.some(row => ticked(row).length)) return { state: "not_tried" };
    const extra = row => ticked(row).filter(one => !q.right[row].includes(one)).length;
    const lost = row => q.right[row].filter(one => !ticked(row).includes(one)).length;
    const wrong = q.rows.filter(row => extra(row) || lost(row));
    if (!wrong.length) return { state: "right" };
    const sum = count => q.rows.reduce((total, row) => total + count(row), 0);
    const told = [
      put(WORDS.rows, { done: q.rows.length - wrong.length, total: q.rows.length }),
      put(WORDS.boxes, { extra: sum(extra), lost: sum(lost) }),
      q.say[wrong[0]],
    ];
    return { state: "not_yet", html: inParagraph(told) };
  },

  ordering(q, answer) {
    const given = Object.values(answer).filter(Boolean);
    if (!given.length) return { state: "not_tried" };
    if (given.length < q.right.length || new Set(given).size < given.length) return { state: "unreadable" };
    const order = [...q.right].sort((one, other) => answer[one] - answer[other]);
    const place = order.findIndex((one, at) => one !== q.right[at]);
    if (place < 0) return { state: "right" };
    if (order.every((one, at) => one === q.right[q.right.length - 1 - at])) {
      return { state: "not_yet", html: inParagraph([WORDS.reversed]) };
    }
    const head = place ? put(WORDS.places, { count: place }) : "";
    return { state: "not_yet", html: inParagraph([head, q.say[order[place]]]) };
  },

  number(q, answer) {
    if (!answer.trim()) return { state: "not_tried" };
    const found = readNumber(answer, q.unit);
    if (!found) return { state: "unreadable" };
    if (q.unit && found.sign && !q.signs.includes(found.sign)) {
      const words = put(WORDS.other_unit, { read: escaped(answer.trim()), unit: escaped(q.unit) });
      return { state: "unreadable", html: inParagraph([words]) };
    }
    if (accepts(q, found.value)) return { state: "right", value: found.value };
    const told = found.value.toLocaleString(LANG, {
      minimumFractionDigits: found.decimals,
      maximumFractionDigits: found.decimals,
      useGrouping: "always",
    });
    const opening = put(WORDS.read, { read: told, unit: q.unit ? ` ${escaped(q.unit)}` : "" });
    const mistake = q.mistakes.find(one => isClose(q, found.value, one.value));
    const html = inParagraph([opening, mistake ? mistake.html : q.distance[distance(q, found.value)]]);
    return { state: "not_yet", html, value: found.value };
  },

  open(q, answer) {
    const count = answer.text.split(/\s+/).filter(Boolean).length;
    if (!count) return { state: "not_tried" };
    if (count < q.least) return { state: "not_yet", html: inParagraph([WORDS.too_short]) };
    const left = q.options.filter(one => !answer.met.includes(one));
    if (!left.length) return { state: "right", html: q.compared, title: WORDS.compared };
    const items = left.map(one => `<li>${q.labels[one]}</li>`).join("");
    return { state: "not_yet", html: `${q.model}<ul>${items}</ul>`, title: WORDS.compare };
  },
};

function judge(q, answer) {
  const found = JUDGES[q.kind](q, answer);
  const html = { right: q.why, not_tried: inParagraph([WORDS.not_tried]), unreadable: q.expects }[found.state];
  return { html, ...found };
}

// --- numbers as people write them -----------------------------------------------------------------
const MONEY = [
  ["€", "€|euro|eur"],
  ["£", "£|gbp|sterline|sterlina|pounds?"],
  ["$", "\\$|usd|dollari|dollaro|dollars?"],
];
const AROUND = [
  ...MONEY.map(([sign, words]) => [new RegExp(`^(?:${words})(?![a-z])\\s*`, "i"), sign]),
  [/^%\s*/, "%"],
  ...MONEY.map(([sign, words]) => [new RegExp(`\\s*(?<![a-z])(?:(?:di|of)\\s+)?(?:${words})$`, "i"), sign]),
  [/\s*(?<![a-z])(?:%|per\s*cento|per\s?cent)$/i, "%"],
];
const THOUSANDS = [
  [/\s*(?<![a-z])(?:mila|thousand|k)$/i, 3],
  [/\s*(?<![a-z])(?:milion[ei]|mln|millions?)$/i, 6],
  [/\s*(?<![a-z])(?:miliard[oi]|mld|billions?|bn)$/i, 9],
];

function readNumber(text, unit) {
  let raw = text
    .replace(/[\u2010-\u2014\u2212\ufe63\uff0d]/g, "-")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/’/g, "'")
    .split(/\s+/).filter(Boolean).join(" ");
  if (unit && !isASign(unit) && raw.toLowerCase().endsWith(unit.toLowerCase())) raw = raw.slice(0, raw.length - unit.length).trim();
  if (!raw || raw.length > 60) return null;
  raw = raw.replace(/(?<=\d)([.,])(?:-{1,2}|=)$/, "$100");
  let dashes = "", power = 0;
  const signs = new Set();
  for (let step = 0; step < 3; step += 1) {
    if (/^[-+]/.test(raw)) { dashes += raw[0]; raw = raw.slice(1).trimStart(); }
    for (const [pattern, sign] of AROUND) {
      const cut = raw.replace(pattern, "");
      if (cut !== raw) { signs.add(sign); raw = cut; }
    }
    for (const [pattern, size] of power ? [] : THOUSANDS) {
      const cut = raw.replace(pattern, "");
      if (cut !== raw) { power = size; raw = cut; }
    }
  }
  const sign = [...signs][0] || "";
  if (signs.size > 1 || dashes.length > 1 || (power && sign === "%") || !/\d/.test(raw) || !/^[0-9., ']+$/.test(raw)) return null;
  const home = LANG.startsWith("it") ? "," : ".";
  for (const mark of [home, home === "," ? "." : ","]) {
    const parts = cutAt(raw, mark);
    if (parts) {
      const value = Number(`${dashes === "-" ? "-" : ""}${parts[0] || "0"}.${parts[1] || "0"}e${power}`);
      return Math.abs(value) < 1e15 ? { value, sign, decimals: Math.min(12, Math.max(0, parts[1].length - power)) } : null;
    }
  }
  return null;
}

const isASign = unit => AROUND.some(([pattern]) => !unit.trim().replace(pattern, "").trim());

function cutAt(body, mark) {
  const at = body.indexOf(mark);
  const whole = at < 0 ? body : body.slice(0, at), rest = at < 0 ? "" : body.slice(at + 1);
  if (at >= 0 && !/^\d{1,20}$/.test(rest)) return null;
  const groups = /^(?:\d+|[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*)$/.exec(whole);
  if ((!groups && whole) || (groups && groups[1] === mark)) return null;
  if (at >= 0 && whole.length > 1 && whole[0] === "0") return null;
  return [whole.replace(/\D/g, ""), rest];
}

const nearly = (value, target, slack) => Math.abs(value - target) <= slack + 1e-9 * Math.max(1, Math.abs(target));
const accepts = (q, value) => nearly(value, q.expected, q.tolerance) || nearly(value, q.reference, 0);

function isClose(q, value, target) {
  const scale = q.expected ? Math.min(Math.abs(target / q.expected), 1) : 1;
  const rounding = q.decimals || (Number.isInteger(target) && !Number.isInteger(value)) ? Math.min(0.5 * 10 ** -q.decimals, 0.02 * Math.abs(target)) : 0;
  return nearly(value, target, Math.max(q.tolerance * scale, rounding));
}

function distance(q, value) {
  if (value && q.expected && value < 0 !== q.expected < 0) {
    if (!accepts(q, -value)) return "sign";
    return q.expected < 0 ? "minus" : "no_minus";
  }
  for (let kept = 0; kept < q.decimals; kept += 1) {
    const size = 10 ** kept, whole = Math.abs(q.expected) * size;
    for (const side of [Math.floor(whole), Math.floor(whole + 0.5)]) {
      if (side && Math.abs(Math.abs(value) * size - side) <= 1e-9 * side) return "cut";
    }
  }
  const ratio = q.expected ? Math.abs(value / q.expected) : value > 0 ? 1.5 : 0.7;
  if (ratio >= 0.9 && ratio <= 1.1) return "near";
  if (ratio > 1) return ratio > 2 ? "double" : "more";
  return ratio < 0.5 ? "half" : "less";
}
