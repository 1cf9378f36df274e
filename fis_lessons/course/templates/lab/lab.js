/* The kit's part of JupyterLab. It is a small extension of JupyterLab, written without a builder: what JupyterLab
   asks of one is an object with `init` and `get`. The words come from Python, in the learner's language. */
(() => {
  const words = {};
  const NARROW = 900; // pixels: below, the list of files leaves no room for the lesson
  const SETTLED = 3000; // milliseconds between a restart and the first cell, when a lesson is starting again
  const LONGEST_RISE = 6000; // milliseconds a kernel that comes back is waited for
  const UNANSWERED = 20000; // milliseconds without a cell that runs, after which starting is tried again
  const TRIES = 3;
  const START = "notebook:restart-run-all";
  let shared = {};
  const library = async name => (await Object.values(shared[name])[0].get())();

  /* In a narrow window the lesson comes first: the list of files opens when it is asked for. */
  const screen = {
    id: "fis-lessons:screen",
    autoStart: true,
    activate: app => {
      const narrow = window.matchMedia(`(max-width: ${NARROW}px)`);
      const room = () => { if (narrow.matches) app.shell.collapseLeft(); };
      app.restored.then(() => {
        app.shell.collapseRight(); // nothing is there
        room();
        // whoever moves by Tab meets this first, and JupyterLab says it in English only
        const skip = document.querySelector(".jp-skiplink a");
        if (skip) skip.textContent = words.skip;
      });
      narrow.addEventListener("change", room);
    },
  };

  /* A letter pressed by a slip while a cell is chosen cuts, moves or empties it. Inside a lesson single keys do
     nothing; shortcuts with Ctrl, Alt or Cmd, and the menus, stay. */
  const SAFE = new Set(["Tab", "Escape", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Shift"]);
  const keys = {
    id: "fis-lessons:keys",
    autoStart: true,
    activate: () => {
      window.addEventListener("keydown", event => {
        const cell = event.target.closest?.(".jp-Notebook.jp-mod-commandMode .jp-Cell");
        if (!cell) return;
        const plain = !(event.ctrlKey || event.metaKey || event.altKey) && !SAFE.has(event.key);
        const run = event.key === "Enter" && event.shiftKey;
        event.target.toggleAttribute("data-lm-suppress-shortcuts", plain && !run);
      }, true);
    },
  };

  /* Controls whose kernel is gone look alive and do nothing: the lesson says so, where it is seen. */
  const kernel = {
    id: "fis-lessons:kernel",
    autoStart: true,
    activate: async app => {
      const { Dialog } = await library("@jupyterlab/apputils");
      const seen = new WeakSet();
      const watch = panel => {
        const session = panel?.sessionContext;
        if (!session || !panel.content?.widgets || seen.has(panel)) return;
        seen.add(panel);
        const stopped = notice(app, panel);
        let waiting = 0;
        const lost = after => {
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            stopped.hidden = !hasControls(panel);
            // what was on its way does not come any more
            for (const one of panel.node.querySelectorAll(".fis-waiting")) one.textContent = words.missing;
          }, after);
        };
        session.statusChanged.connect((_session, status) => {
          if (status === "dead" || status === "autorestarting") lost(0);
          // JupyterLab says it too, in English whatever the language
          if (status === "autorestarting") for (const pause of [0, 100, 500]) setTimeout(() => Dialog.flush(), pause);
          if (status === "restarting") {
            lost(SETTLED);
            unmeasured(panel);
          }
        });
        session.kernelChanged.connect((_session, change) => {
          if (change.oldValue && !change.newValue) lost(0);
          else if (change.oldValue) lost(SETTLED);
        });
        session.iopubMessage.connect((_session, message) => {
          if (message.header.msg_type !== "execute_input") return;
          clearTimeout(waiting);
          stopped.hidden = true;
        });
      };
      app.shell.currentChanged?.connect((_shell, change) => watch(change.newValue));
      app.restored.then(() => { for (const one of app.shell.widgets("main")) watch(one); });
    },
  };

  /* The button that folds an output is hidden in a lesson, and at every output JupyterLab lays the whole page out anew
     to ask how high it is. */
  const unmeasured = panel => {
    for (const one of panel.node.querySelectorAll(".jp-OutputArea-promptOverlay")) one.remove();
  };

  const hasControls = panel => panel.node.querySelector(
    ".jp-OutputArea .jupyter-widgets, .jp-OutputArea .fis-waiting") !== null;

  /* The server brings a kernel that died back by itself: cells sent while it does would go to the one that is going
     away, and never come back. A kernel that is gone for good is not waited for. */
  const risen = session => new Promise(tell => {
    const look = () => {
      const status = session.session?.kernel?.status;
      if (status && status !== "idle" && status !== "dead") return;
      clearTimeout(limit);
      session.statusChanged.disconnect(look);
      tell();
    };
    const limit = setTimeout(() => { session.statusChanged.disconnect(look); tell(); }, LONGEST_RISE);
    session.statusChanged.connect(look);
    look();
  });

  const pause = milliseconds => new Promise(tell => setTimeout(tell, milliseconds));

  const notice = (app, panel) => {
    const box = document.createElement("div");
    box.className = "fis-stopped";
    box.setAttribute("role", "alert");
    box.hidden = true;
    const said = document.createElement("p");
    said.textContent = words.stopped;
    const again = document.createElement("button");
    again.textContent = words.start;
    let starting = false; // pressing twice starts once
    again.addEventListener("click", async () => {
      app.shell.activateById(panel.id);
      if (starting) return;
      starting = true;
      for (let tries = 0; tries < TRIES && !box.hidden; tries += 1) {
        await risen(panel.sessionContext);
        app.commands.execute(START);
        // the notice goes when the first cell runs
        for (let end = Date.now() + UNANSWERED; !box.hidden && Date.now() < end;) await pause(200);
      }
      starting = false;
    });
    box.append(said, again);
    panel.node.append(box);
    return box;
  };

  /* Spreadsheets and documents are opened by an office program, from the folder: here they are told where they are. */
  const office = {
    id: "fis-lessons:office",
    autoStart: true,
    activate: async app => {
      const { ABCWidgetFactory, DocumentWidget } = await library("@jupyterlab/docregistry");
      const { Widget } = await library("@lumino/widgets");
      class Pages extends ABCWidgetFactory {
        createNewWidget(context) {
          const node = document.createElement("div");
          node.className = "fis-office";
          const folder = document.createElement("code");
          folder.textContent = `${words.folder}/${context.path}`;
          const [before, after] = words.office.split("{path}");
          const said = document.createElement("p");
          said.append(before, folder, after);
          const take = document.createElement("button");
          take.textContent = words.download;
          take.addEventListener("click", () => app.commands.execute("docmanager:download"));
          node.append(said, take);
          return new DocumentWidget({ content: new Widget({ node }), context });
        }
      }
      app.docRegistry.addFileType({
        name: "fis-office", displayName: words.kind, extensions: [".xlsx", ".ods", ".docx", ".odt"],
        fileFormat: "base64", contentType: "file", iconClass: "jp-MaterialIcon jp-SpreadsheetIcon",
      });
      app.docRegistry.addWidgetFactory(new Pages({
        name: words.kind, modelName: "base64", fileTypes: ["fis-office"], defaultFor: ["fis-office"], readOnly: true,
      }));
    },
  };

  /* A page to take home is printed by the browser, from a tab of its own. */
  const print = {
    id: "fis-lessons:print",
    autoStart: true,
    activate: app => {
      app.commands.addCommand("fis-lessons:print", {
        label: words.print,
        execute: () => {
          const path = app.shell.currentWidget?.context?.localPath ?? "";
          const base = app.serviceManager.serverSettings.baseUrl;
          window.open(`${base}files/${path.split("/").map(encodeURIComponent).join("/")}`, "_blank", "noopener");
        },
      });
    },
  };

  /* While the learner looks for the button, what the first control needs is read, or every message behind it would
     wait; and the two marks of the tab, which JupyterLab asks of the server anew at every cell. */
  const CONTROLS = ["@jupyter-widgets/base", "@jupyter-widgets/controls"];
  const ready = {
    id: "fis-lessons:ready",
    autoStart: true,
    activate: app => {
      const read = () => {
        for (const name of CONTROLS) library(name).catch(() => {});
        for (const mark of document.querySelectorAll("link.favicon"))
          fetch(mark.href).then(answer => answer.ok && answer.blob())
            .then(icon => { if (icon) mark.href = URL.createObjectURL(icon); }).catch(() => {});
      };
      app.restored.then(() => (window.requestIdleCallback ?? setTimeout)(read));
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["fis-lessons"] = {
    init: scope => { shared = scope; },
    get: async () => () => ({ __esModule: true, default: [screen, keys, kernel, office, print, ready] }),
  };
})();
