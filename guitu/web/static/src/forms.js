// Questions of a form that open and close as others are answered, as the server would say it (enableWhen).
(function () {
  "use strict";

  function given(form, name) {
    const said = [];
    form.querySelectorAll(`[name="${name}"]`).forEach((field) => {
      if (field.closest("[data-enable][hidden]")) return;
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.checked) said.push(field.value);
      } else if (field.value.trim()) {
        said.push(field.value.trim());
      }
    });
    return said;
  }

  const compare = {
    "=": (a, b) => a === b,
    "!=": (a, b) => a !== b,
    ">": (a, b) => a > b,
    "<": (a, b) => a < b,
    ">=": (a, b) => a >= b,
    "<=": (a, b) => a <= b,
  };

  function holds(form, [name, operator, value, isNumber]) {
    const said = given(form, name);
    if (operator === "exists") return String(said.length > 0) === value;
    return said.some((one) =>
      isNumber ? compare[operator](Number(one), Number(value)) : compare[operator](one, value),
    );
  }

  // In the order of the form: a condition asks only of what stands before it.
  function branch(form) {
    form.querySelectorAll("[data-enable]").forEach((part) => {
      const { any, when } = JSON.parse(part.dataset.enable);
      const held = when.map((line) => holds(form, line));
      part.hidden = any ? !held.includes(true) : held.includes(false);
    });
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form) branch(form);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-autosave]").forEach(branch);
  });
})();
