// Proof of work in a resident's browser, on the last page of a guarded round; ProofOfWork.swift says what is asked for.
//
// It runs in short pieces while the resident reads, so that the page stays usable. SHA-256 is written out here (FIPS
// 180-4), because the browser's own is meant for few and long messages, and takes many times longer for these.

const START = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
);

const CONSTANTS = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

/** A number whose digits, behind the challenge of 64 characters, have a SHA-256 that begins with so many zero bits. */
export async function work(challenge, bits) {
  const middle = compress(START, blockOf(challenge), new Int32Array(8));
  const result = new Int32Array(8);
  for (let number = 0; ; ) {
    const pause = performance.now() + 20;
    while (performance.now() < pause) {
      for (const end = number + 500; number < end; number += 1) {
        if (Math.clz32(compress(middle, lastBlockOf(String(number)), result)[0]) >= bits) return String(number);
      }
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const schedule = new Int32Array(64);

/** The state after one more block of sixteen words. */
function compress(state, block, result) {
  schedule.set(block);
  for (let i = 16; i < 64; i += 1) {
    const early = schedule[i - 15];
    const late = schedule[i - 2];
    const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[i] = schedule[i - 16] + first + schedule[i - 7] + second;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const mixed = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + mixed + ((e & f) ^ (~e & g)) + CONSTANTS[i] + schedule[i]) | 0;
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  result[0] = state[0] + a;
  result[1] = state[1] + b;
  result[2] = state[2] + c;
  result[3] = state[3] + d;
  result[4] = state[4] + e;
  result[5] = state[5] + f;
  result[6] = state[6] + g;
  result[7] = state[7] + h;
  return result;
}

function rotate(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** Up to 64 characters as the words of a block. */
function blockOf(text) {
  const block = new Int32Array(16);
  for (let i = 0; i < text.length; i += 1) block[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  return block;
}

/** The digits that stand behind the challenge's block, with the padding and the length of both. */
function lastBlockOf(digits) {
  const block = blockOf(digits + "\x80");
  block[15] = 8 * (64 + digits.length);
  return block;
}

/** Does the work of the page's form, and holds back *send* until it is done. */
function attend(field) {
  const status = document.getElementById("working");
  let pressed = null;
  field.value = "";
  work(field.dataset.challenge, Number(field.dataset.bits)).then((number) => {
    field.value = number;
    if (pressed !== null) pressed.click();
  });
  field.form.addEventListener("submit", (event) => {
    if (field.value !== "" || event.submitter?.value !== "send") return;
    event.preventDefault();
    pressed = event.submitter;
    status.hidden = false;
  });
}

const field = document.querySelector("input[data-challenge]");
if (field !== null) attend(field);
