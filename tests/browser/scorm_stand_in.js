// A platform that stands in for a real one. It keeps what the page says in the browser's own store, so that leaving
// and coming back can be tried, and refuses what the standard refuses: a value before the start, a key it does not
// know, a text that is too long, a word that is not one of the list.

const asked = new URLSearchParams(window.location.search);
const old = asked.get("version") === "1.2", sick = asked.get("sick") || "";
const read = () => JSON.parse(localStorage.getItem("kept") || "{}");
const RULES = old
  ? {
      "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed|not attempted)$/,
      "cmi.core.score.raw": /^\d{1,3}(\.\d+)?$/,
      "cmi.core.score.min": /^\d{1,3}(\.\d+)?$/,
      "cmi.core.score.max": /^\d{1,3}(\.\d+)?$/,
      "cmi.core.exit": /^(time-out|suspend|logout|)$/,
      "cmi.core.session_time": /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/,
      "cmi.suspend_data": /^[^]{0,4096}$/,
      "cmi.interactions.n.id": /^[\w.-]{1,255}$/,
      "cmi.interactions.n.time": /^\d{2}:\d{2}:\d{2}$/,
      "cmi.interactions.n.type": /^(true-false|choice|fill-in|matching|performance|likert|sequencing|numeric)$/,
      "cmi.interactions.n.correct_responses.0.pattern": /^[^]{1,255}$/,
      "cmi.interactions.n.student_response": /^[^]{0,255}$/,
      "cmi.interactions.n.result": /^(correct|wrong|unanticipated|neutral)$/,
    }
  : {
      "cmi.completion_status": /^(completed|incomplete|not attempted|unknown)$/,
      "cmi.score.raw": /^-?\d+(\.\d+)?$/,
      "cmi.score.min": /^-?\d+(\.\d+)?$/,
      "cmi.score.max": /^-?\d+(\.\d+)?$/,
      "cmi.score.scaled": /^(0(\.\d+)?|1)$/,
      "cmi.progress_measure": /^(0(\.\d+)?|1)$/,
      "cmi.exit": /^(time-out|suspend|logout|normal|)$/,
      "cmi.session_time": /^PT\d+H\d+M\d+S$/,
      "cmi.suspend_data": /^[^]{0,64000}$/,
      "cmi.interactions.n.id": /^[\w.-]{1,4000}$/,
      "cmi.interactions.n.timestamp": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/,
      "cmi.interactions.n.type": /^(choice|fill-in|long-fill-in|matching|sequencing|numeric|other)$/,
      "cmi.interactions.n.correct_responses.0.pattern": /^[^]+$/,
      "cmi.interactions.n.learner_response": /^[^]{0,4000}$/,
      "cmi.interactions.n.result": /^(correct|incorrect|unanticipated|neutral)$/,
      "cmi.interactions.n.description": /^[^]{0,250}$/,
    };

let begun = false, error = "0", waiting = {};
window.log = [];
window.refused = [];
const fail = (code, answer = "false") => { error = code; return answer; };
const all = () => ({ ...read(), ...waiting });
const count = () => new Set(Object.keys(all()).filter(key => key.startsWith("cmi.interactions.")).map(key => key.split(".")[2])).size;

function start() {
  if (begun || sick === "start") return fail("101");
  begun = true;
  log.push("start");
  return "true";
}

function get(key) {
  if (!begun) return fail("301", "");
  if (key === "cmi.interactions._count") return String(count());
  if (key === "cmi.core.lesson_mode" || key === "cmi.mode") return sick === "review" ? "review" : "normal";
  return all()[key] || (key.endsWith("_status") ? (old ? "not attempted" : "unknown") : "");
}

function set(key, value) {
  if (!begun) return fail("301");
  if (sick === "set") return fail("391");
  const rule = RULES[key.replace(/^cmi\.interactions\.\d+\./, "cmi.interactions.n.")];
  const place = /^cmi\.interactions\.(\d+)\./.exec(key);
  if (!rule || typeof value !== "string" || !rule.test(value) || (place && Number(place[1]) > count())) {
    window.refused.push([key, value]);
    return fail("405");
  }
  waiting[key] = value;
  log.push(key);
  return "true";
}

function commit() {
  if (!begun) return fail("301");
  localStorage.setItem("kept", JSON.stringify(all()));
  waiting = {};
  log.push("commit");
  return "true";
}

function end() {
  if (!begun) return fail("301");
  commit();
  begun = false;
  log.push("end");
  return "true";
}

if (sick !== "none" && old) {
  window.API = { LMSInitialize: start, LMSFinish: end, LMSGetValue: get, LMSSetValue: set, LMSCommit: commit, LMSGetLastError: () => error };
} else if (sick !== "none") {
  window.API_1484_11 = { Initialize: start, Terminate: end, GetValue: get, SetValue: set, Commit: commit, GetLastError: () => error };
}
window.open_lesson = () => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: "index.html", title: "Lezione" });
  frame.style.cssText = "width: 100%; height: 780px; border: 0";
  document.body.append(frame);
};
window.close_lesson = () => document.querySelector("iframe").remove();
window.open_lesson();
