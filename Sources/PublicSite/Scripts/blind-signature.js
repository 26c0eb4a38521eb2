// RSA blind signatures in a resident's browser: RSABSSA-SHA384-PSS-Deterministic of RFC 9474.
//
// The browser blinds a random message, the issuer signs what it can't read, and the browser turns that into a
// signature of the message, which the issuer has never seen. No other script is needed; numbers are BigInt, hashes are
// the browser's own (SubtleCrypto, which needs https or this machine). BigInt takes a time that depends on the numbers:
// only the resident's own device could measure it.

const HASH_LENGTH = 48;
const SALT_LENGTH = 48;

/** The issuer's public key, from the big-endian bytes of modulus and exponent. */
export function publicKey(modulus, exponent) {
  const n = toNumber(modulus);
  return { n, e: toNumber(exponent), bits: n.toString(2).length };
}

/**
 * Hides a message from the issuer (RFC 9474, 4.2).
 *
 * `salt` and `inverse` are drawn at random; they are given only to repeat a published example.
 *
 * Returns `blinded`, the bytes for the issuer, and `inverse`, which `finalize` needs and nobody else may have.
 */
export async function blind(key, message, { salt = random(SALT_LENGTH), inverse } = {}) {
  const encoded = toNumber(await encode(message, key.bits - 1, salt));
  if (greatestCommonDivisor(encoded, key.n) !== 1n) throw new Error("The message can't be blinded.");
  const back = inverse === undefined ? randomBelow(key.n) : toNumber(inverse);
  const factor = inverseOf(back, key.n);
  return {
    blinded: toBytes((encoded * power(factor, key.e, key.n)) % key.n, byteLength(key)),
    inverse: toBytes(back, byteLength(key)),
  };
}

/** The signature of the message, from what the issuer made of the blinded one. Throws when it is not the key's. */
export async function finalize(key, message, blindSignature, inverse) {
  if (blindSignature.length !== byteLength(key)) throw new Error("The issuer's answer has a wrong length.");
  const signature = toBytes((toNumber(blindSignature) * toNumber(inverse)) % key.n, byteLength(key));
  if (!(await verify(key, message, signature))) throw new Error("The issuer has not signed with its published key.");
  return signature;
}

/** Whether the signature is of the message (RFC 8017, 8.1.2). */
export async function verify(key, message, signature) {
  const number = toNumber(signature);
  if (signature.length !== byteLength(key) || number >= key.n) return false;
  const bits = key.bits - 1;
  const encoded = toBytes(power(number, key.e, key.n), Math.ceil(bits / 8));
  return isEncoded(encoded, message, bits);
}

// EMSA-PSS with SHA-384 and MGF1 (RFC 8017, 9.1).

async function encode(message, bits, salt) {
  const length = Math.ceil(bits / 8);
  const hash = await hashOfSalted(message, salt);
  const block = new Uint8Array(length - HASH_LENGTH - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const masked = exclusiveOr(block, await mask(hash, block.length));
  masked[0] &= 0xff >> (8 * length - bits);
  return joined(masked, hash, Uint8Array.of(0xbc));
}

async function isEncoded(encoded, message, bits) {
  if (encoded.at(-1) !== 0xbc) return false;
  const unused = 8 * encoded.length - bits;
  const masked = encoded.slice(0, -HASH_LENGTH - 1);
  const hash = encoded.slice(-HASH_LENGTH - 1, -1);
  if (masked[0] >> (8 - unused) !== 0 && unused > 0) return false;
  const block = exclusiveOr(masked, await mask(hash, masked.length));
  block[0] &= 0xff >> unused;
  const start = block.length - SALT_LENGTH;
  if (block.slice(0, start - 1).some((byte) => byte !== 0) || block[start - 1] !== 1) return false;
  const own = await hashOfSalted(message, block.slice(start));
  return own.every((byte, place) => byte === hash[place]);
}

async function hashOfSalted(message, salt) {
  return sha384(joined(new Uint8Array(8), await sha384(message), salt));
}

async function mask(seed, length) {
  const parts = [];
  for (let counter = 0; counter * HASH_LENGTH < length; counter += 1) {
    parts.push(await sha384(joined(seed, toBytes(BigInt(counter), 4))));
  }
  return joined(...parts).slice(0, length);
}

async function sha384(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
}

// Numbers and bytes.

function power(base, exponent, modulus) {
  let result = 1n;
  for (let factor = base % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

function greatestCommonDivisor(first, second) {
  let [a, b] = [first, second];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function inverseOf(number, modulus) {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  if (a !== 1n) throw new Error("The number has no inverse.");
  return ((x % modulus) + modulus) % modulus;
}

/** Evenly from 2 to one below the limit, and prime to it but for one case in 2 to the 1000th. */
function randomBelow(limit) {
  const length = Math.ceil(limit.toString(16).length / 2);
  for (;;) {
    const number = toNumber(random(length));
    if (number > 1n && number < limit) return number;
  }
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

function byteLength(key) {
  return Math.ceil(key.bits / 8);
}

function toNumber(bytes) {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}

function toBytes(number, length) {
  const digits = number.toString(16).padStart(2 * length, "0");
  return Uint8Array.from({ length }, (_, place) => parseInt(digits.slice(2 * place, 2 * place + 2), 16));
}

function exclusiveOr(left, right) {
  return left.map((byte, place) => byte ^ right[place]);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
