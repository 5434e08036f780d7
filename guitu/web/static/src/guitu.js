// What a keyboard and a touch add to pages that work without it: / j k e ? · leaving a half-filled form · print.
(function () {
  "use strict";

  // Text becomes HTML only here: htmx swaps in what this site sent. Scripts and their addresses never do.
  if (window.trustedTypes && window.trustedTypes.createPolicy) {
    window.trustedTypes.createPolicy("default", { createHTML: (text) => text });
  }

  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  let here = -1;

  function go(step) {
    const all = rows();
    if (!all.length) return;
    if (all[here]) all[here].classList.remove("here");
    here = Math.max(0, Math.min(all.length - 1, here + step));
    all[here].classList.add("here");
    all[here].scrollIntoView({ block: "nearest" });
    const link = all[here].querySelector("[data-open]");
    if (link) link.focus({ preventScroll: true });
  }

  function follow(selector) {
    const link = (rows()[here] || document).querySelector(selector);
    if (link) link.click();
  }

  function search() {
    const field = document.querySelector("[data-search]");
    if (field) field.focus();
    else window.location.assign(document.body.dataset.searchUrl || "/people/");
  }

  const keys = {
    "/": search,
    j: () => go(1),
    k: () => go(-1),
    e: () => follow("[data-record]"),
    "?": () => {
      const dialog = document.getElementById("keys");
      if (dialog && !dialog.open) dialog.showModal();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, dialog[open], [contenteditable]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A menu closes when somebody looks elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const printer = event.target.closest("[data-print]");
    if (printer) window.print();
    const close = event.target.closest("[data-close]");
    if (close) {
      event.preventDefault();
      const box = document.getElementById(close.dataset.close);
      if (box) box.replaceChildren();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // What was typed about a person is kept nowhere but on the page itself; leaving asks first.
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-keep]")) changed = true;
  });
  document.addEventListener("submit", () => {
    changed = false;
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    changed = false; // the draft is kept on the server now
    const words = form.querySelector("[data-offline]");
    if (words) words.hidden = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // A form sent through htmx stays as it was when the line drops, and says so.
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) =>
    document.addEventListener(name, (event) => {
      const form = event.target.closest("form[data-keep]");
      if (!form) return;
      changed = true;
      const words = form.querySelector("[data-offline]");
      if (words) words.hidden = false;
    }),
  );

  // Parts of a form that only some answers need: shown when the named field has one of the values.
  function unfold(form) {
    form.querySelectorAll("[data-when]").forEach((part) => {
      const [name, values] = part.dataset.when.split("=");
      const chosen = form.querySelector(`[name="${name}"]:checked`) || form.querySelector(`select[name="${name}"]`);
      part.hidden = !(chosen && values.split("|").includes(chosen.value));
    });
  }
  function unfoldAll() {
    document.querySelectorAll("form[data-keep]").forEach(unfold);
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) unfold(form);
  });
  document.addEventListener("DOMContentLoaded", unfoldAll);
  document.addEventListener("htmx:load", unfoldAll);
})();
