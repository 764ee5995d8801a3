// What a person expects of any page and Streamlit does not do by itself. Loaded once; it reads and clicks what is
// drawn, and keeps nothing but, for the time a tab is open, which link a page was left by.
(function () {
  if (window.findingsBehaviour) return;
  window.findingsBehaviour = true;
  const app = () => document.querySelector('[data-testid="stApp"]');
  const idle = () => app()?.dataset.testScriptState === "notRunning";
  const until = (holds, then, tries = 300) => {
    if (holds()) then();
    else if (tries > 0) setTimeout(() => until(holds, then, tries - 1), 30);
  };

  // An open list closes when a button outside it is pressed.
  document.addEventListener("pointerdown", (event) => {
    const field = document.activeElement;
    const list = field?.getAttribute?.("role") === "combobox" && field.getAttribute("aria-expanded") === "true";
    if (list && event.target.closest?.("button, a, summary") && !event.target.closest('[role="listbox"]')
        && !field.parentElement.parentElement.contains(event.target)) field.blur();
  }, true);

  // A file is made from what is saved: words that were just typed are on their way when its button is pressed.
  let letThrough = false, left = -Infinity;
  document.addEventListener("focusout", (event) => {
    if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) left = performance.now();
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('[data-testid="stDownloadButton"] button');
    const justLeft = performance.now() - left < 1000;
    if (!button || letThrough || (idle() && !justLeft)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const place = button.closest('[class*="st-key-"]');
    const key = [...(place?.classList || [])].find((name) => name.startsWith("st-key-"));
    // Half a second for what was typed to be on its way, then for it to be saved and the page drawn again.
    setTimeout(() => until(idle, () => {
      letThrough = true;
      ((key && document.querySelector(`.${CSS.escape(key)} button`)) || button).click();
      letThrough = false;
    }), justLeft ? 500 : 0);
  }, true);

  // While a file is made Streamlit turns a small wheel in its button: who only hears the page is told when it is done.
  const spoken = document.createElement("div");
  spoken.setAttribute("role", "status");
  spoken.className = "unseen";
  document.body.append(spoken);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('[data-testid="stDownloadButton"] button');
    if (!button) return;
    setTimeout(() => {
      if (!button.disabled) return;  // it was there at once
      spoken.textContent = "Making the file";
      until(() => !(button.disabled && button.isConnected), () => { spoken.textContent = "The file is made"; }, 4000);
    }, 300);
  });

  // The menu of a narrow window: its button is called what it is, and it closes after a page was chosen.
  const named = () => {
    for (const [id, name] of [["stExpandSidebarButton", "Menu"], ["stSidebarCollapseButton", "Close menu"]]) {
      const found = document.querySelector(`[data-testid="${id}"]`);
      const button = found?.matches("button") ? found : found?.querySelector("button");
      if (button && button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
    }
    // A button to choose files says which files it is for: a page may have several.
    for (const button of document.querySelectorAll('[data-testid="stFileUploaderDropzone"] button:not([aria-label])')) {
      const wanted = button.closest('[data-testid="stFileUploaderDropzone"]').getAttribute("aria-label");
      button.setAttribute("aria-label", `${button.querySelector("p")?.textContent || "Upload"}: ${wanted}`);
    }
    const side = document.querySelector('[data-testid="stSidebar"]');
    if (side && side.getAttribute("aria-label") !== "Menu") side.setAttribute("aria-label", "Menu");
  };
  new MutationObserver(named).observe(document.body, { childList: true, subtree: true });
  named();
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 50);
  });

  // Back from a document: to the link it was opened by, in view and with the focus.
  const page = () => "findings-left " + location.pathname + location.search;
  const links = () => [...document.querySelectorAll('[data-testid="stMain"] a[href]')];
  const target = (link) => link.getAttribute("href").replace(/^.*(?=\?)/, "");
  const remember = (link) => {
    const same = links().filter((other) => target(other) === target(link));
    sessionStorage.setItem(page(), JSON.stringify([target(link), same.indexOf(link)]));
  };
  const restore = () => {
    const left = sessionStorage.getItem(page());
    if (!left) return;
    const [wanted, place] = JSON.parse(left), here = page();
    const found = () => links().filter((link) => target(link) === wanted)[place];
    until(() => page() !== here || (idle() && found()), () => {
      if (page() !== here) return;
      found().focus({ preventScroll: true });
      found().scrollIntoView({ block: "center" });
      sessionStorage.removeItem(here);
    });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('[data-testid="stMain"] a[href]');
    if (!link) return;
    const from = page();
    if (link.closest(".st-key-ways-back")) until(() => page() !== from, restore);  // Streamlit goes there in its own time
    else if (target(link).includes("doc=")) remember(link);
  }, true);
  addEventListener("popstate", () => setTimeout(restore, 60));
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") restore();

  // A quotation with its citation is copied by the browser; what was done is said where the button is, and announced.
  const copied = (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text });  // a page without https
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return Promise.resolve();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".copy-button");
    if (!button) return;
    const words = button.textContent;
    copied(button.dataset.copy).then(() => {
      button.focus();
      button.textContent = spoken.textContent = "Copied";
      setTimeout(() => { button.textContent = words; spoken.textContent = ""; }, 2000);
    });
  });

  // The buttons of passages can be pressed before what answers them has come (passages.js): such a press waits for it.
  const passages = (window.findingsPassages ||= { early: [] });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-keep], button[data-wrong]");
    if (button) passages.press ? passages.press(button) : passages.early.push(button);
  });

  // A link of ours to another page of the app goes there as Streamlit's own links do, without loading the app afresh:
  // Streamlit follows the address, as it does for Back.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.in-app");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})();
