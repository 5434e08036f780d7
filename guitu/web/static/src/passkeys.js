// Passkeys: what the server asks stands in the form as JSON, the device's answer goes with the same form.
(function () {
  "use strict";

  const toBytes = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "===".slice((text.length + 3) % 4);
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  };
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  function asked(options) {
    const wish = options.publicKey;
    wish.challenge = toBytes(wish.challenge);
    if (wish.user) wish.user.id = toBytes(wish.user.id);
    for (const list of [wish.allowCredentials, wish.excludeCredentials]) {
      for (const each of list || []) each.id = toBytes(each.id);
    }
    return { publicKey: wish };
  }

  function answered(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = toText(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  async function ask(form) {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const options = asked(JSON.parse(form.dataset.options));
      const credential = await navigator.credentials[form.dataset.passkey](options);
      form.elements.credential.value = answered(credential);
    } catch {
      failed.hidden = false; // refused by the person, no such key, or too late: the same to us
      return;
    }
    form.submit();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const can = Boolean(window.PublicKeyCredential && navigator.credentials);
    document.querySelectorAll("form[data-passkey]").forEach((form) => {
      form.hidden = !can;
    });
    document.querySelectorAll("[data-passkey-missing]").forEach((words) => {
      words.hidden = can;
    });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    ask(form);
  });
})();
