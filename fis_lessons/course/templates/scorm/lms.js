// What the platform offers to the page: SCORM 1.2 or 2004, whichever the package is for. Without it the page works
// all the same, and says that nothing is recorded.

const NAMES = {
  "1.2": {
    api: "API", start: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue",
    commit: "LMSCommit", error: "LMSGetLastError", limit: 4096, response: "student_response", wrong: "wrong",
    mode: "cmi.core.lesson_mode", status: "cmi.core.lesson_status", score: "cmi.core.score", exit: "cmi.core.exit",
    time: "cmi.core.session_time",
  },
  2004: {
    api: "API_1484_11", start: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
    error: "GetLastError", limit: 64000, response: "learner_response", wrong: "incorrect", mode: "cmi.mode",
    status: "cmi.completion_status", score: "cmi.score", exit: "cmi.exit", time: "cmi.session_time",
  },
};

class Platform {
  constructor(version, trouble) {
    this.new = version === "2004";
    this.names = NAMES[version];
    this.trouble = trouble;
    this.begun = Date.now();
    this.api = found(window, this.names.api);
    this.open = this.api !== null && this.call("start", "") === "true";
    this.reads = this.open && ["review", "browse"].includes(this.get(this.names.mode));
    if (this.open && !this.reads && !["completed", "passed", "failed"].includes(this.get(this.names.status))) {
      this.set(this.names.status, "incomplete");
    }
  }

  get records() { return this.open && !this.reads; }
  get limit() { return this.names.limit; }

  call(name, ...values) {
    try {
      return String(this.api[this.names[name]](...values));
    } catch {
      return "";
    }
  }

  get(key) { return this.open ? this.call("get", key) : ""; }

  set(key, value) {
    if (!this.records || this.call("set", key, String(value)) === "true") return;
    this.trouble(this.call("error"), key);
  }

  commit() {
    if (this.records && this.call("commit", "") !== "true") this.trouble(this.call("error"), "commit");
  }

  state() {
    try {
      return JSON.parse(this.get("cmi.suspend_data") || "null");
    } catch {
      return null;
    }
  }

  keep(text, { right, total, done }) {
    const { score, status } = this.names;
    this.set("cmi.suspend_data", text);
    this.set(`${score}.min`, 0);
    this.set(`${score}.max`, 100);
    this.set(`${score}.raw`, Math.round((100 * right) / total));
    if (this.new) {
      this.set(`${score}.scaled`, Number((right / total).toFixed(4)));
      this.set("cmi.progress_measure", Number((done / total).toFixed(4)));
    }
    if (done === total) this.set(status, "completed");
    this.set(this.names.exit, "suspend");
    this.commit();
  }

  answered(q, { type, response, right, pattern }) {
    if (!this.records) return;
    const count = Number(this.get("cmi.interactions._count")) || 0;
    const key = `cmi.interactions.${count}`;
    const verdict = right === null ? "neutral" : right ? "correct" : this.names.wrong;
    this.set(`${key}.id`, q.name);
    this.set(`${key}.type`, this.new && type === "fill-in" ? "long-fill-in" : type);
    this.set(`${key}.${this.new ? "timestamp" : "time"}`, this.new ? moment() : moment().slice(11));
    if (pattern) this.set(`${key}.correct_responses.0.pattern`, pattern);
    this.set(`${key}.${this.names.response}`, response.slice(0, this.new ? 4000 : 255));
    this.set(`${key}.result`, verdict);
    if (this.new) this.set(`${key}.description`, q.about);
  }

  close() {
    if (!this.open) return;
    const seconds = Math.round((Date.now() - this.begun) / 1000);
    const two = count => String(count).padStart(2, "0");
    const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = seconds % 60;
    this.set(this.names.time, this.new ? `PT${hours}H${minutes}M${rest}S` : `${two(hours).padStart(4, "0")}:${two(minutes)}:${two(rest)}`);
    this.commit();
    this.call("end", "");
    this.open = false;
  }
}

function moment() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

// The object the platform leaves in a frame above, or in the window that opened this one
function found(start, name) {
  const above = first => {
    for (let here = first, step = 0; step < 50; step += 1) {
      if (here[name]) return here[name];
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  };
  const tried = look => {
    try {
      return look();
    } catch {
      return null; // a window of another site
    }
  };
  return tried(() => above(start)) || tried(() => start.top.opener && above(start.top.opener));
}
