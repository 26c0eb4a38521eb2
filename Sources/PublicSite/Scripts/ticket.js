// The page where a resident gives a code for a ticket. The browser draws the ticket's message, shows the issuer only a
// blinded form of it, and takes the finished ticket to the questions: the issuer sees the code and never the ticket, the
// questions see the ticket and never the code.
//
// What was drawn is kept for this tab alone, with a digest of the code: who comes back to this page, or didn't get the
// issuer's answer, gets the same ticket again instead of hearing that the code is used.

import { blind, finalize, publicKey } from "./blind-signature.js";

const form = document.getElementById("ticket");
const code = form.elements.namedItem("code");
const box = document.getElementById("problems-box");
const button = form.querySelector("#scripted button");
const stored = `ticket ${form.dataset.round} ${form.dataset.digest}`;

start();

async function start() {
  const letter = new URLSearchParams(location.hash.slice(1));
  if (letter.has("kod")) code.value = letter.get("kod");
  // The code leaves the address, so that no list of visited pages keeps it.
  history.replaceState(null, "", location.pathname);
  for (const link of document.querySelectorAll("nav.languages a")) {
    link.addEventListener("click", () => {
      const carried = new URLSearchParams({ kod: code.value, nyckel: letter.get("nyckel") ?? "" });
      link.hash = carried.toString();
    });
  }
  if (!globalThis.crypto?.subtle) return tell("unsupported");
  if (!(await isKeyOf(letter.get("nyckel")))) return tell("wrong-key");
  document.getElementById("scripted").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

/** Whether the page's key is the one whose digest it shows, and the one that the letter names, if a letter led here. */
async function isKeyOf(printed) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(form.dataset.key)));
  const digits = Array.from(hash.slice(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
  const own = digits.match(/.{4}/g).join("-");
  if (own !== form.dataset.digest || !containsModulus()) return false;
  return !printed || plain(printed) === plain(own);
}

/** The key is told as a whole, for its digest, and in parts, to reckon with: they have to be the same. */
function containsModulus() {
  const [whole, modulus] = [form.dataset.key, form.dataset.modulus].map((text) => hexadecimal(bytes(text)));
  return whole.includes(modulus) && whole.endsWith(`0203${hexadecimal(bytes(form.dataset.exponent))}`);
}

async function ask() {
  tell(null);
  button.disabled = true;
  try {
    const key = publicKey(bytes(form.dataset.modulus), bytes(form.dataset.exponent));
    const drawn = await drawnMessage(key);
    const response = await fetch(form.dataset.requests, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code: code.value, blinded: drawn.blinded }),
      cache: "no-store",
      credentials: "omit",
    });
    if (!response.ok) return tell(await faultOf(response));
    const { blindSignature } = await response.json();
    await go(key, drawn, blindSignature);
  } catch {
    tell("network");
  } finally {
    button.disabled = false;
  }
}

async function go(key, drawn, blindSignature) {
  const message = bytes(drawn.message);
  let signature;
  try {
    signature = await finalize(key, message, bytes(blindSignature), bytes(drawn.inverse));
  } catch {
    return tell("wrong-key");
  }
  document.getElementById("given-ticket").value = text(Uint8Array.of(...message, ...signature));
  document.getElementById("given").submit();
}

/** The message for this code, with what hides it: drawn once in this tab. */
async function drawnMessage(key) {
  const owner = text(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(plain(code.value)))));
  const kept = JSON.parse(sessionStorage.getItem(stored) ?? "null");
  if (kept?.owner === owner) return kept;
  const message = crypto.getRandomValues(new Uint8Array(32));
  const { blinded, inverse } = await blind(key, message);
  const drawn = { owner, message: text(message), blinded: text(blinded), inverse: text(inverse) };
  sessionStorage.setItem(stored, JSON.stringify(drawn));
  return drawn;
}

async function faultOf(response) {
  return { 403: "refused", 422: "not-a-code", 429: "busy", 503: "busy" }[response.status] ?? "network";
}

/** Shows what is wrong, or that nothing is. */
function tell(fault) {
  box.hidden = fault === null;
  for (const line of box.querySelectorAll("li")) line.hidden = line.id !== `fault-${fault}`;
  if (fault === null) return code.removeAttribute("aria-invalid");
  if (fault === "not-a-code" || fault === "refused") code.setAttribute("aria-invalid", "true");
  box.focus();
}

function plain(text) {
  return text.replace(/[^0-9a-z]/gi, "").toUpperCase();
}

// Bytes in base64url.

function bytes(text) {
  const digits = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
}

function text(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function hexadecimal(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
